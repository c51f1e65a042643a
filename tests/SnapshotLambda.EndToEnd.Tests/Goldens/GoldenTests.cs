using System.Collections.Concurrent;

namespace SnapshotLambda.EndToEnd.Tests.Goldens;

/// <summary>
/// What the built function replies, writes, deletes and has the command line print, for each of these events on each of these fleets, byte
/// for byte but for ids, times and the version. A change of it is a change for everybody who runs this tool.
/// </summary>
[Trait("Starts", "Function")]
public sealed class GoldenTests(GoldenTests.Functions functions) : IClassFixture<GoldenTests.Functions>
{
    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var fleet in GoldenFleet.All)
            {
                foreach (var one in GoldenEvent.All) pairs.Add(fleet.Name, one.Name);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Behaves_as_before(string fleet, string name) =>
        GoldenFile.Check($"{GoldenFile.Folder}/{fleet}/{name}.txt", await functions.RunAsync(fleet, name));

    [Fact]
    public void No_file_is_of_an_event_or_a_fleet_that_is_no_more() =>
        Assert.Empty(GoldenFile.All.Except(Pairs.Select(pair => $"{pair[0]}/{pair[1]}.txt")));

    /// <summary>A function for each fleet, started when it is first needed.</summary>
    public sealed class Functions : IAsyncLifetime
    {
        private readonly ConcurrentDictionary<string, (GoldenDay Day, GoldenFunction Function)> _started = [];

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            foreach (var (_, function) in _started.Values) await function.DisposeAsync();
        }

        /// <summary>What an event comes to. Where a day ends meanwhile, it is tried again on the next.</summary>
        internal async Task<string> RunAsync(string fleet, string name)
        {
            while (true)
            {
                if (!_started.TryGetValue(fleet, out var started))
                {
                    var today = new GoldenDay(TimeProvider.System.GetUtcNow());
                    var cold = GoldenFleet.All.Single(one => one.Name == fleet);
                    started = _started[fleet] = (today, await GoldenFunction.StartAsync(cold, today));
                }

                var (day, function) = started;
                var run = await function.InvokeAsync(day.Dated(GoldenEvent.All.Single(one => one.Name == name).Payload));
                if (!day.IsOverAt(TimeProvider.System.GetUtcNow())) return await run.TextAsync(day);
                _started.TryRemove(fleet, out _);
                await function.DisposeAsync();
            }
        }
    }
}
