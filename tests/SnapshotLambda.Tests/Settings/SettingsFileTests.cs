using System.Text.Json;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Tests.Settings;

/// <summary>The settings file is the one beside the assembly, or else the one of a layer, and never both.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private readonly DirectoryInfo _assembly = Directory.CreateTempSubdirectory("snapshot-lambda-");
    private readonly DirectoryInfo _layer = Directory.CreateTempSubdirectory("snapshot-lambda-");

    private string OfLayer => Path.Combine(_layer.FullName, "snapshotlambda.json");

    [Fact]
    public void There_may_be_none() => Assert.Null(Found());

    [Fact]
    public void The_one_of_a_layer_is_read_where_there_is_none_beside_the_assembly()
    {
        File.WriteAllText(OfLayer, """{"policies": [{"name": "dev"}]}""");

        var run = Read().Settings!;
        Assert.Equal("dev", Assert.Single(run.PlanInputs.Policies).Name);
        Assert.Equal("file", run.Effective["policies"].From);
    }

    [Fact]
    public void The_one_beside_the_assembly_goes_first_and_alone()
    {
        File.WriteAllText(Path.Combine(_assembly.FullName, "snapshotlambda.json"), """{"maxAgeDays": 45}""");
        File.WriteAllText(OfLayer, """{"maxAgeDays": 60, "keepYearly": 7, "this": "is not read"}""");

        var run = Read().Settings!;
        Assert.Equal((45, 0), (run.Retention.MaxAgeDays, run.Retention.KeepYearly));
    }

    // Who wrote it meant it to hold: what the layer says instead is not what was deployed.
    [Fact]
    public void One_that_cannot_be_read_does_not_make_way_for_the_other()
    {
        Directory.CreateDirectory(Path.Combine(_assembly.FullName, "snapshotlambda.json"));
        File.WriteAllText(OfLayer, "{}");

        Assert.StartsWith("snapshotlambda.json: cannot be read (", Assert.Single(Read().Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_names_which_of_them_it_is_in()
    {
        File.WriteAllText(OfLayer, """{"policies": [{"name": "dev", "maxAgeDays": 0}]}""");
        Assert.Equal($"{OfLayer}: policies[0].maxAgeDays", Assert.Single(Read().Errors).Field);

        File.WriteAllText(OfLayer, "{");
        Assert.StartsWith($"{OfLayer}: is not JSON from line 1", Assert.Single(Read().Errors).Message, StringComparison.Ordinal);
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html
    [Fact]
    public void A_layer_s_files_are_where_lambda_puts_them() => Assert.Equal("/opt", SettingsFile.LayerFolder);

    public void Dispose()
    {
        _assembly.Delete(recursive: true);
        _layer.Delete(recursive: true);
    }

    private SettingsFile? Found() => SettingsFile.Deployed(_assembly.FullName, _layer.FullName);

    private SettingsReading Read() => SettingsReader.Read(JsonElement.Parse("{}"), ReadSettings.Sources() with { File = Found() });
}
