using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Json;

/// <summary>
/// No JSON is read or written by reflection: it costs a third of a short run, and a native build has none. The analyzers see to it in this
/// project's own code; this looks at what is compiled, and so at what the stand-ins do as well.
/// </summary>
public sealed class ReflectionFreeTests
{
    private static readonly Type[] ByReflection =
    [
        typeof(DefaultJsonTypeInfoResolver),
        typeof(System.Text.Json.Serialization.JsonStringEnumConverter),
    ];

    [Theory]
    [InlineData("SnapshotLambda")]
    [InlineData("SnapshotLambda.Core")]
    public void Nothing_calls_what_finds_a_type_by_reflection(string assembly) =>
        Assert.Empty(CallsByReflection(Assembly.Load(assembly)));

    [Fact]
    public void A_call_that_does_is_noticed()
    {
        Assert.NotEqual("", JsonSerializer.Serialize(new WorkReceipt("a", 1)));
        Assert.Contains("JsonSerializer.Serialize", CallsByReflection(typeof(ReflectionFreeTests).Assembly));
    }

    [Fact]
    public void The_log_has_no_value_of_a_type_that_a_native_build_does_not_know()
    {
        var values = typeof(Logging.Log).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.ParameterType)
            .Except([typeof(ILogger), typeof(LogLevel), typeof(Exception)]);

        Assert.All(values, type => Assert.NotNull(LogTypes.Default.GetTypeInfo(type)));
    }

    /// <summary>The methods that are called and say of themselves that they need reflection, or code that is made while it runs.</summary>
    private static List<string> CallsByReflection(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        List<string> found = [];
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind is not HandleKind.TypeReference) continue;
            var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            if (!metadata.GetString(type.Namespace).StartsWith("System.Text.Json", StringComparison.Ordinal)) continue;
            var method = assembly.ManifestModule.ResolveMethod(MetadataTokens.GetToken(handle))!;
            if (method.IsDefined(typeof(RequiresUnreferencedCodeAttribute))
                || method.IsDefined(typeof(RequiresDynamicCodeAttribute))
                || ByReflection.Contains(method.DeclaringType))
                found.Add($"{method.DeclaringType!.Name}.{method.Name}");
        }

        return found;
    }
}
