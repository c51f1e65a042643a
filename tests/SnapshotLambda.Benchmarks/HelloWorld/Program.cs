using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using HelloWorld;

await LambdaBootstrapBuilder
    .Create<string, string>((name, _) => Task.FromResult($"Hello, {name}"), new SourceGeneratorLambdaJsonSerializer<Texts>())
    .Build()
    .RunAsync();
