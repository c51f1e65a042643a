using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Report.Results;

namespace SnapshotLambda.Restoring;

/// <summary>
/// Reads what runs deleted from the lists that they put before it went. A list that cannot be read is a fault of its region, and of no
/// other; nothing is guessed in its place.
/// </summary>
/// <param name="files">The files of the runs.</param>
/// <param name="settings">The settings of the restore.</param>
internal sealed class ListedDeletions(IRunFiles files, RestoreSettings settings)
{
    private const string Result = "result.json";

    /// <summary>The regions that the settings ask for, in order, and how many of the settings' ids no list names.</summary>
    /// <param name="now">The present instant.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>No regions at all, as null, where there is nothing of the run that is named.</returns>
    public async Task<(IReadOnlyList<RegionDeletions>? Regions, int NotFound)> ReadAsync(
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var span = settings.SpanAt(now);
        var prefixes = span is { } time
            ? time.Days.Select(day => FormattableString.Invariant($"runs/{day:yyyy-MM-dd}-"))
            : [$"runs/{settings.RunId}/"];
        List<string> names = [];
        foreach (var prefix in prefixes) names.AddRange(await files.ListAsync(prefix, cancellationToken));
        if (span is null && names.Count == 0) return (null, settings.SnapshotIds?.Count ?? 0);

        var window = span ?? await WindowAsync(names, cancellationToken);
        var lists = names.Select(ListName.Of).OfType<ListName>().Where(IsAskedFor).ToList();
        var read = await Task.WhenAll(lists.Select(list => ReadAsync(list, cancellationToken)));
        RegionDeletions[] regions =
        [
            .. read.GroupBy(one => (one.Name.Account, one.Name.Region))
                .OrderBy(group => group.Key.Account, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Region, StringComparer.Ordinal)
                .Select(group => Region(group.Key.Account, group.Key.Region, [.. group], window)),
        ];
        var seen = read.SelectMany(one => one.List?.SnapshotIds ?? []).ToHashSet(StringComparer.Ordinal);
        return (regions, settings.SnapshotIds?.Count(id => !seen.Contains(id)) ?? 0);
    }

    private RegionDeletions Region(string account, string region, IReadOnlyList<ReadList> lists, RunWindow window)
    {
        var only = settings.SnapshotIds?.ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<RunWindow> windows = [window];
        return new(account, region)
        {
            Named = lists.SelectMany(one => one.List?.SnapshotIds ?? [])
                .Where(id => only?.Contains(id) is not false)
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(id => id, _ => windows, StringComparer.Ordinal),
            Fault = lists.FirstOrDefault(one => one.Fault is not null)?.Fault,
            Gap = lists.GroupBy(one => one.Name.RunId)
                .Select(run => Gap([.. run.Select(one => one.Name)]))
                .FirstOrDefault(gap => gap is not null),
        };
    }

    private async Task<ReadList> ReadAsync(ListName name, CancellationToken cancellationToken)
    {
        try
        {
            if (await files.ReadAsync(name.Name, cancellationToken) is not { } content) return Faulty("it is gone since it was listed");
            var list = DeletionList.Read(content);
            return (list.RunId, list.Account, list.Region) == (name.RunId, name.Account, name.Region)
                ? new(name, list, null)
                : Faulty($"it is of the run {list.RunId}, of {list.Region} in account {list.Account}");
        }
        catch (Exception e) when (e is FormatException or Aws.AwsCallException or IOException or UnauthorizedAccessException)
        {
            return Faulty(e.Message);
        }

        ReadList Faulty(string why) => new(name, null, $"The list {files.AddressOf(name.Name)} cannot be used: {why}");
    }

    /// <summary>The time of the run, by its result, or else by the day in its id.</summary>
    private async Task<RunWindow> WindowAsync(List<string> names, CancellationToken cancellationToken)
    {
        var day = RunWindow.Of(RunDay.Of(settings.RunId!)!.Value);
        var name = $"runs/{settings.RunId}/{Result}";
        if (!names.Contains(name, StringComparer.Ordinal)) return day;
        try
        {
            if (await files.ReadAsync(name, cancellationToken) is not { } content) return day;
            var result = ResultFile.Read(name, new MemoryStream(content));
            return result.RunId == settings.RunId ? RunWindow.Of(result.StartedAt, result.FinishedAt) : day;
        }
        catch (Exception e) when (e is InvalidResultException or Aws.AwsCallException or IOException or UnauthorizedAccessException)
        {
            // The lists still say what the run deleted, and each snapshot's tag by which run it was.
            return day;
        }
    }

    private bool IsAskedFor(ListName list) =>
        settings.Accounts?.Contains(list.Account, StringComparer.Ordinal) is not false
        && settings.Regions?.Contains(list.Region, StringComparer.Ordinal) is not false;

    private string? Gap(IReadOnlyList<ListName> lists)
    {
        var numbers = lists.Select(list => list.Number).ToHashSet();
        for (var number = 1; number < numbers.Max(); number++)
        {
            if (numbers.Contains(number)) continue;
            var (first, folder) = (lists[0], lists[0].Name.LastIndexOf('/'));
            return $"The list {files.AddressOf(FormattableString.Invariant($"{first.Name[..folder]}/{number:0000}.json"))}";
        }

        return null;
    }

    private sealed record ReadList(ListName Name, DeletionList? List, string? Fault);
}
