using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>Everything the sandbox pretends exists: a value, changed only by making another one.</summary>
internal sealed record World
{
    /// <summary>The instant it stands at; null where time passes as it does outside.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>Its accounts; the first one is that of credentials nobody issued.</summary>
    public ImmutableArray<Account> Accounts { get; init; } = [];

    /// <summary>The instant that ages in this world are counted from.</summary>
    public DateTimeOffset Clock(TimeProvider time) => Now ?? time.GetUtcNow();

    /// <summary>The account with that id, or null.</summary>
    public Account? Account(string id) => Accounts.FirstOrDefault(account => account.Id == id);

    /// <summary>The region of an account, or null where the account has not enabled it.</summary>
    public Region? Region(string accountId, string name) => Account(accountId)?.Region(name);

    /// <summary>The same world, but for one region of one account, which both exist.</summary>
    public World With(string accountId, Region region)
    {
        var account = Account(accountId) ?? throw new ArgumentException($"There is no account {accountId}.", nameof(accountId));
        return this with { Accounts = Accounts.Replace(account, account.With(region)) };
    }
}
