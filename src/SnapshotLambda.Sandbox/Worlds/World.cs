using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>Everything that exists in the sandbox, an immutable value.</summary>
internal sealed record World
{
    /// <summary>The instant at which the world stands; null if its time passes as outside.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The accounts; unknown credentials count as the first one's.</summary>
    public ImmutableArray<Account> Accounts { get; init; } = [];

    /// <summary>The instant from which ages in this world count.</summary>
    public DateTimeOffset Clock(TimeProvider time) => Now ?? time.GetUtcNow();

    /// <summary>The account with this id, or null.</summary>
    public Account? Account(string id) => Accounts.FirstOrDefault(account => account.Id == id);

    /// <summary>The region of an account; null if the account has not enabled it.</summary>
    public Region? Region(string accountId, string name) => Account(accountId)?.Region(name);

    /// <summary>The account that has a bucket of this name, or null.</summary>
    public Account? OwnerOf(string bucket) => Accounts.FirstOrDefault(account => account.Bucket(bucket) is not null);

    /// <summary>The bucket with this name, or null.</summary>
    public Bucket? Bucket(string name) => OwnerOf(name)?.Bucket(name);

    /// <summary>The same world with a changed region of an account; both must exist.</summary>
    public World With(string accountId, Region region)
    {
        var account = Account(accountId) ?? throw new ArgumentException($"There is no account {accountId}.", nameof(accountId));
        return this with { Accounts = Accounts.Replace(account, account.With(region)) };
    }
}
