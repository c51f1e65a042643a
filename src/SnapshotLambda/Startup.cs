using System.Runtime.CompilerServices;
using AWS.Lambda.Powertools.Logging;
using Amazon.Lambda.Annotations;
using Microsoft.Extensions.DependencyInjection;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Pacing;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda;

/// <summary>
/// The composition root. It cannot fail for a bad setting or for missing credentials: an exception here would end the
/// process before anyone is told. The real clock, chance and environment enter the program here and nowhere else.
/// </summary>
[LambdaStartup]
internal sealed class Startup
{
    /// <summary>Registers what the handler takes.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "It is called on an instance.")]
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddLogging(logging => logging.AddPowertoolsLogger(powertools =>
        {
            // It finds a value's type by reflection, unless there is none: in a native build it must be told which there are.
            if (!RuntimeFeature.IsDynamicCodeSupported) powertools.JsonOptions = LogTypes.OfTheLog;
        }));
        services.AddSingleton(TimeProvider.System);
#pragma warning disable RS0030 // Do not use banned APIs: this is where chance enters.
        services.AddSingleton(new Random());
#pragma warning restore RS0030
        services.AddSingleton<CallGates>();
        services.AddSingleton<Func<Deadline, IAwsClients>>(provider => deadline => new AwsClients(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Random>(), new AwsEndpoint(), provider.GetRequiredService<CallGates>(), deadline));
        services.AddSingleton<Func<SettingsSources>>(provider => () => SettingsSources.FromProcess(provider.GetRequiredService<TimeProvider>(), [.. Guard.All.Select(guard => guard.Name)]));
    }
}
