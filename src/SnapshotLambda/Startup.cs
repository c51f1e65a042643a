using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Amazon.Lambda.Annotations;
using AWS.Lambda.Powertools.Logging;
using Microsoft.Extensions.DependencyInjection;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Pacing;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda;

/// <summary>
/// The composition root. A bad setting or missing credentials must not make it fail: an exception here would end the process before anyone
/// is told. The real clock, randomness and environment enter the program here and nowhere else.
/// </summary>
[LambdaStartup]
internal sealed class Startup
{
    /// <summary>Registers the handler's dependencies.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "It is called on an instance.")]
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddLogging(logging => logging.AddPowertoolsLogger(powertools =>
        {
            // Powertools finds types by reflection, which a native build lacks: there they are named.
            if (!RuntimeFeature.IsDynamicCodeSupported) powertools.JsonOptions = LogTypes.OfTheLog;
        }));
        services.AddSingleton(TimeProvider.System);
#pragma warning disable RS0030 // Do not use banned APIs: randomness enters here.
        services.AddSingleton(new Random());
#pragma warning restore RS0030
        services.AddSingleton<CallGates>();
        services.AddSingleton<Func<Deadline, IAwsClients>>(provider => deadline => new AwsClients(
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Random>(),
            new AwsEndpoint(),
            provider.GetRequiredService<CallGates>(),
            deadline));
        services.AddSingleton<Func<SettingsSources>>(provider => () => SettingsSources.FromProcess(
            provider.GetRequiredService<TimeProvider>(), [.. Guard.All.Select(guard => guard.Name)]));
    }
}
