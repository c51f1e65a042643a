using System.Text.Json;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Reads a fleet file: the whole world of a sandbox as JSON. FleetFileTests has one with every field.</summary>
internal static class FleetReader
{
    /// <summary>The world of the file. Ages count from its own <c>now</c>, or else from <paramref name="now"/>.</summary>
    /// <exception cref="InvalidFileException">The file has errors; all are named.</exception>
    public static World Read(ReadOnlyMemory<byte> json, DateTimeOffset now)
    {
        var errors = new List<FileError>();
        World world;
        try
        {
            using var document = JsonDocument.Parse(json);
            world = Read(document.RootElement, now, errors);
        }
        catch (JsonException e)
        {
            errors.Add(FileError.NoJson(json, e));
            throw new InvalidFileException(errors);
        }

        return errors.Count == 0 ? world : throw new InvalidFileException(errors);
    }

    private static World Read(JsonElement root, DateTimeOffset now, List<FileError> errors)
    {
        var file = new StrictObject(root, "", errors);
        DateTimeOffset? own = file.Has("now") ? file.Value("now", FleetTerms.Instant, AwsFormats.Instant, now) : null;
        var world = new World { Now = own, Accounts = file.Objects("accounts", account => ReadAccount(account, own ?? now)) };
        if (world.Accounts.IsEmpty && errors.Count == 0)
            file.Refuse("accounts", "none", "at least one account");
        file.Close();
        foreach (var id in Repeated(world.Accounts.Select(account => account.Id)))
            file.Refuse("accounts", id, "each account once");
        foreach (var name in Repeated(world.Accounts.SelectMany(account => account.Buckets).Select(bucket => bucket.Name)))
            file.Refuse("accounts", name, "each bucket once, in one account");
        return world;
    }

    private static Account ReadAccount(StrictObject account, DateTimeOffset now)
    {
        var read = new Account
        {
            Id = account.RequiredText("id", FleetTerms.AccountId, AwsFormats.AccountId),
            Roles = account.Objects("roles", RoleReader.Read),
            Buckets =
            [
                .. account.Texts("buckets", FleetTerms.BucketName, AwsFormats.BucketName).Select(name => new Bucket(name)),
            ],
            Regions = account.Objects("regions", region => RegionReader.Read(region, now)),
        };
        foreach (var name in Repeated(read.Regions.Select(region => region.Name)))
            account.Refuse("regions", name, "each region once");
        foreach (var name in Repeated(read.Roles.Select(role => role.Name)))
            account.Refuse("roles", name, "each role once");
        return read;
    }

    /// <summary>The texts that occur more than once.</summary>
    internal static IEnumerable<string> Repeated(IEnumerable<string> texts) =>
        texts.CountBy(text => text, StringComparer.Ordinal).Where(count => count.Value > 1).Select(count => count.Key);
}
