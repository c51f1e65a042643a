using Spectre.Console;

namespace SnapshotLambda.Sandbox.Progress;

/// <summary>Shows how far a run is while it goes on: bars on a terminal, and where nobody looks at one a line now and then.</summary>
/// <param name="progress">Follows the run.</param>
/// <param name="calls">How many calls the sandbox has answered; null where they go elsewhere.</param>
/// <param name="clock">The clock.</param>
internal sealed class ProgressDisplay(RunProgress progress, Func<int>? calls, TimeProvider clock)
{
    /// <summary>The time between two lines.</summary>
    public static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(200);

    /// <summary>Writes a line every ten seconds from the beginning of the work to its end.</summary>
    public async Task<T> WithLinesAsync<T>(TextWriter writer, Func<Task<T>> begin)
    {
        long start = clock.GetTimestamp();
        var next = Task.Delay(BetweenLines, clock);
        Task<T> work = begin();
        while (await Task.WhenAny(work, next) != work)
        {
            next = Task.Delay(BetweenLines, clock);
            await writer.WriteLineAsync($"progress: {ProgressText.Duration(clock.GetElapsedTime(start))}: {ProgressText.Line(progress.State, calls?.Invoke())}");
        }

        return await work;
    }

    /// <summary>Shows bars, which are gone once the work is done.</summary>
    public Task<T> WithBarsAsync<T>(IAnsiConsole console, Func<Task<T>> begin) =>
        console.Progress()
            .AutoRefresh(false)
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = 20 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                Task<T> work = begin();
                ProgressTask reading = context.AddTask("reading", maxValue: 1);
                ProgressTask? deleting = null;
                bool isDone = false;
                while (!isDone)
                {
                    RunState state = progress.State;
                    reading.Description = Markup.Escape(ProgressText.Reading(state, calls?.Invoke()));
                    reading.MaxValue = Math.Max(1, state.Regions.Count);
                    reading.Value = state.RegionsRead;
                    if (ProgressText.Deleting(state) is { } text)
                    {
                        deleting ??= context.AddTask("deleting", maxValue: 1);
                        deleting.Description = Markup.Escape(text);
                        deleting.MaxValue = Math.Max(1, state.IsDryRun == false ? state.Planned : state.Sum(region => region.Planned));
                        deleting.Value = state.IsDryRun == false ? state.Tried : state.Sum(region => region.WouldDelete);
                    }

                    context.Refresh();
                    isDone = await Task.WhenAny(work, Task.Delay(BetweenFrames, clock)) == work;
                }

                return await work;
            });
}
