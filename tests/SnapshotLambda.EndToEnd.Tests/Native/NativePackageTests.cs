using System.IO.Compression;
using System.Runtime.InteropServices;

namespace SnapshotLambda.EndToEnd.Tests.Native;

/// <summary>
/// What <c>eng/native.sh</c> makes runs on Lambda's provided.al2023, and template.native.yaml deploys it as template.yaml would.
/// </summary>
public sealed class NativePackageTests
{
    private const long Most = 8_500_000;
    private const int X64 = 62, Arm64 = 183;

    /// <summary>Of Amazon Linux 2023: https://docs.aws.amazon.com/linux/al2023/ug/core-glibc.html</summary>
    private static readonly Version NewestGlibc = new(2, 34);

    [NativeFact]
    public async Task The_program_needs_nothing_that_Amazon_Linux_2023_lacks()
    {
        var program = ElfFile.Read(await NativeFunction.PathAsync());

        Assert.Equal(RuntimeInformation.OSArchitecture is Architecture.Arm64 ? Arm64 : X64, program.Machine);
        var versions = program.NeededVersions().ToList();
        Assert.Contains(versions, version => version.StartsWith("GLIBC_", StringComparison.Ordinal));
        Assert.All(versions, version => Assert.True(
            version.StartsWith("GLIBC_", StringComparison.Ordinal) && Version.Parse(version["GLIBC_".Length..]) <= NewestGlibc,
            $"{version} is newer than GLIBC_{NewestGlibc}"));
    }

    [NativeFact]
    public async Task The_zip_is_small_and_holds_the_program_as_one_that_may_be_run()
    {
        await NativeFunction.PathAsync();

        Assert.InRange(new FileInfo(NativeFunction.Zip).Length, 1, Most);
        await using var zip = await ZipFile.OpenReadAsync(NativeFunction.Zip);
        var program = Assert.Single(zip.Entries, entry => entry.FullName == "bootstrap");
        Assert.Equal(UnixFileMode.UserExecute, (UnixFileMode)((program.ExternalAttributes >> 16) & 0x1FF) & UnixFileMode.UserExecute);
    }

    [Fact]
    public void The_template_is_that_of_the_managed_build_but_for_what_is_run()
    {
        const string file = "template.native.yaml";
        var derived = Derived(Repository.Read("template.yaml"));

        if (Environment.GetEnvironmentVariable("WRITE_README") is { Length: > 0 })
            File.WriteAllText(Repository.PathOf(file), derived);
        Assert.True(derived == Repository.Read(file), $"{file} is not what follows from template.yaml; WRITE_README=1 writes it anew.");
    }

    private static string Derived(string template)
    {
        var lines = template.Split('\n').ToList();
        var from = 0;
        for (var function = 0; function < 2; function++)
        {
            var runtime = lines.IndexOf("      Runtime: dotnet10", from);
            var sources = lines.FindIndex(Math.Max(from, 0), line => line.StartsWith("      CodeUri: ", StringComparison.Ordinal));
            var handler = lines.IndexOf("      Handler: SnapshotLambda", from);
            Assert.True(
                runtime > 0 && runtime < sources && sources < handler, "template.yaml names Runtime, CodeUri and Handler in this order.");
            lines[runtime] = "      Runtime: provided.al2023";
            lines[handler] = "      Handler: bootstrap";
            lines[sources] = "      CodeUri: artifacts/native/function.zip";
            RemoveCommentsAbove(handler);
            RemoveCommentsAbove(lines.IndexOf("      CodeUri: artifacts/native/function.zip", runtime));
            from = lines.IndexOf("      Handler: bootstrap", runtime) + 1;
        }

        Assert.DoesNotContain("      Runtime: dotnet10", lines);
        lines.Insert(
            0,
            "# Written from template.yaml, from which it differs in Runtime, CodeUri and Handler alone. It deploys what eng/native.sh builds:\n# docs/native.md. Change template.yaml, and write this anew as CONTRIBUTING.md says.");
        return string.Join('\n', lines);

        void RemoveCommentsAbove(int line)
        {
            while (lines[line - 1].TrimStart().StartsWith('#')) lines.RemoveAt(--line);
        }
    }
}
