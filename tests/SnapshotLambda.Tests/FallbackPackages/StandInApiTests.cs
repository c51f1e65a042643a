using System.Reflection;

namespace SnapshotLambda.Tests.FallbackPackages;

public sealed class StandInApiTests
{
    /// <summary>Stand-ins are compiled into the assemblies that use them; with the genuine packages there is nothing to look at.</summary>
    private static IEnumerable<Type> StandIns =>
        new[] { Assembly.Load("SnapshotLambda"), typeof(StandInApiTests).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type =>
                type.IsVisible
                && ($"{type.Namespace}.".StartsWith("Amazon.Lambda.", StringComparison.Ordinal)
                    || $"{type.Namespace}.".StartsWith("AWS.Lambda.", StringComparison.Ordinal))
                && !IsAspect(type));

    /// <summary>The weaver takes the [Aspect] attribute off and puts this field in.</summary>
    private static bool IsAspect(Type type) => type.GetField("__a$_instance") is not null;

    [Fact]
    public void Stand_ins_have_nothing_that_the_genuine_packages_lack()
    {
        var genuine = GenuineApi.Listed();
        Assert.Equal("", string.Join(Environment.NewLine, StandIns.SelectMany(genuine.StrangersIn)));
    }

    [Fact]
    public void Stand_ins_have_every_overload_of_what_they_have()
    {
        var genuine = GenuineApi.Listed();
        Assert.Equal(
            "", string.Join(Environment.NewLine, StandIns.SelectMany(genuine.OverloadsMissingIn).Where(member => !IsForMainAlone(member))));
    }

    /// <summary>The 36 ways to make a bootstrap: the generated Main calls one, and whoever else does names its types.</summary>
    private static bool IsForMainAlone(string member) =>
        member.Contains(".LambdaBootstrapBuilder: static LambdaBootstrapBuilder Create", StringComparison.Ordinal);

    [Fact]
    public void An_api_like_the_listing_passes()
    {
        var genuine = GenuineApi.Of($"""
            namespace {typeof(Sample).Namespace}
              class StandInApiTests.Sample : SampleBase
                ctor(string name, int? size = default)
                string Name {'{'} get; {'}'}
                int Size {'{'} get; set; {'}'}
              abstract class SampleBase
                protected virtual Task<T> Read<T>(params object[] keys)
            """);
        Assert.Empty(genuine.StrangersIn(typeof(Sample)));
    }

    [Theory]
    [InlineData("ctor(string name)", "string Name { get; }", "int Size { get; set; }", "ctor(string name, int? size = …)")]
    [InlineData("ctor(string name, int? size = default)", "string Title { get; }", "int Size { get; set; }", "string Name { get; }")]
    [InlineData("ctor(string name, int? size = default)", "string Name { get; }", "int Size { get; }", "int Size { set; }")]
    [InlineData("ctor(string name, int? size = default)", "string Name { get; }", "long Size { get; set; }", "int Size { get; }")]
    public void A_member_in_another_form_is_noticed(string constructor, string name, string size, string stranger)
    {
        var genuine = GenuineApi.Of($"""
            namespace {typeof(Sample).Namespace}
              class StandInApiTests.Sample
                {constructor}
                {name}
                {size}
            """);
        Assert.Contains($"{typeof(Sample).Namespace}.StandInApiTests.Sample: {stranger}", genuine.StrangersIn(typeof(Sample)));
    }

    [Theory]
    [InlineData("protected virtual Task<T> Read<T>(IEnumerable<object> keys)", "Task<T> Read<T>(IEnumerable<object> keys)")]
    [InlineData("protected virtual Task<string> Read(string key)", "Task<string> Read(string key)")]
    [InlineData("ctor(string name, string title) [Obsolete]", "ctor(string name, string title)")]
    public void An_overload_that_is_missing_is_noticed(string overload, string missing)
    {
        var genuine = GenuineApi.Of($"""
            namespace {typeof(Sample).Namespace}
              class StandInApiTests.Sample
                ctor(string name, int? size = default)
                string Name {'{'} get; {'}'}
                {overload}
                protected virtual Task<T> Read<T>(params object[] keys)
                void Write(string name)
            """);
        Assert.Equal([$"{typeof(Sample).Namespace}.StandInApiTests.Sample: {missing}"], genuine.OverloadsMissingIn(typeof(Sample)));
    }

    [Fact]
    public void A_type_that_the_listing_lacks_is_noticed() =>
        Assert.Single(GenuineApi.Of("namespace Elsewhere").StrangersIn(typeof(Sample)));

    public class Sample(string name, int? size = null)
    {
        public string Name { get; } = name;
        public int Size { get; set; } = size ?? 0;
        protected virtual Task<T> Read<T>(params object[] keys) => throw new NotSupportedException(Name);
    }
}
