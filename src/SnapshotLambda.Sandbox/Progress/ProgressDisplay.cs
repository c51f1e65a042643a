using Spectre.Console;

namespace SnapshotLambda.Sandbox.Progress;

/// <summary>Shows the progress of a run: bars on a terminal, and otherwise a line from time to time.</summary>
/// <param name="progress">The run's progress.</param>
/// <param name="calls">The number of calls that the sandbox has answered; null if they go elsewhere.</param>
internal sealed class ProgressDisplay(RunProgress progress, Func<int>? calls, TimeProvider clock)
{
    /// <summary>The time between two lines.</summary>
    public static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(200);

    /// <summary>Writes a line every ten seconds during the work.</summary>
    public async Task<T> WithLinesAsync<T>(TextWriter writer, Func<Task<T>> begin)
    {
        var start = clock.GetTimestamp();
        var next = Task.Delay(BetweenLines, clock);
        var work = begin();
        while (await Task.WhenAny(work, next) != work)
        {
            next = Task.Delay(BetweenLines, clock);
            await writer.WriteLineAsync(
                $"progress: {ProgressText.Duration(clock.GetElapsedTime(start))}: {ProgressText.Line(progress.State, calls?.Invoke())}");
        }

        return await work;
    }

    /// <summary>Shows bars, which disappear after the work.</summary>
    public Task<T> WithBarsAsync<T>(IAnsiConsole console, Func<Task<T>> begin) =>
        console.Progress()
            .AutoRefresh(false)
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = 20 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var work = begin();
                var reading = context.AddTask("reading", maxValue: 1);
                ProgressTask? deleting = null;
                var isDone = false;
                while (!isDone)
                {
                    var state = progress.State;
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
