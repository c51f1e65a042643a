using System.Threading.Channels;
using Amazon.Lambda.TestUtilities;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Idempotency;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Runs;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Tests.Idempotency;

/// <summary>Deliveries of one run, on a clock that stands still until somebody moves it.</summary>
internal sealed class Deliveries
{
    private readonly PausedTime _time = new();
    private readonly RunKey _key = new($"{Guid.NewGuid()}", "digest");
    private RunOnce _memory;

    public Deliveries() => _memory = new(_time);

    /// <summary>The table that remembers them; null: in memory.</summary>
    public string? Table { get; init; }

    /// <summary>Whether EventBridge makes them.</summary>
    public bool AreScheduled { get; init; } = true;

    public CapturedLog Log { get; } = new();

    /// <summary>How long it is since the first one.</summary>
    public TimeSpan Elapsed => _time.GetUtcNow() - _time.Start;

    /// <summary>The result of a run that did what it should.</summary>
    public RunResult Done => Ending.Of(RunStatus.Succeeded, null, "Done.");

    /// <summary>One delivery.</summary>
    public Task<RunResult> DeliverAsync(Func<Task<RunResult>> run, double seconds = 900)
    {
        var remaining = TimeSpan.FromSeconds(seconds);
        var settings = new RunSettings
        {
            ReferenceTime = _time.Start,
            IdempotencyTable = Table,
            ScheduleArn = AreScheduled ? "arn:schedule" : null,
        };
        var context = new TestLambdaContext { RemainingTime = remaining };
        return _memory.OnceAsync(
            settings, _key, context, new Deadline(_time, remaining, TimeSpan.FromSeconds(20)), Ending, new RunLog(Log, "run-1"), run);
    }

    /// <summary>One whose Lambda dies in the midst of the work: it never ends, and its record stays in progress.</summary>
    public Task DieAsync() => BeginAsync(new TaskCompletionSource<RunResult>().Task).Begun;

    /// <summary>One that has begun its work, and ends with this.</summary>
    public (Task Begun, Task<RunResult> Delivery) BeginAsync(Task<RunResult> end)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var delivery = DeliverAsync(() =>
        {
            begun.SetResult();
            return end;
        });
        return (begun.Task, delivery);
    }

    /// <summary>The next delivery meets another process, that has nothing in its memory.</summary>
    public void ChangeProcess() => _memory = new(_time);

    /// <summary>Time passes.</summary>
    public void Pass(TimeSpan span) => _time.Advance(span);

    /// <summary>Until the delivery waits for the other one.</summary>
    public async Task WaitingAsync(Task delivery) =>
        Assert.True(await Task.WhenAny(delivery, _time.PausedAsync()) != delivery, "It did not wait.");

    /// <summary>Lets time pass, from one look at the other one to the next, until the delivery is over.</summary>
    public async Task<RunResult> EndAsync(Task<RunResult> delivery)
    {
        while (await Task.WhenAny(delivery, _time.PausedAsync()) != delivery) Pass(RunOnce.BetweenLooks);
        return await delivery;
    }

    private RunEnding Ending => new(new("run-1", DryRun: false, _time.Start), _time);

    private sealed class PausedTime() : FakeTimeProvider(System.GetUtcNow())
    {
        private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();

        public Task<TimeSpan> PausedAsync() => _pauses.Reader.ReadAsync().AsTask();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime == RunOnce.BetweenLooks) _pauses.Writer.TryWrite(dueTime);
            return timer;
        }
    }
}
