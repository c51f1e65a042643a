using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Tests.Pacing;

/// <summary>
/// A client that deletes as fast as its pace lets it, against EC2's bucket of 100 refilled at 5 a second, while another takes
/// some of it. In simulated time, event by event, and so exactly repeatable.
/// </summary>
internal sealed class SharedBucket
{
    private readonly FakeTimeProvider _time = new();
    private readonly PriorityQueue<Action, (double At, int Order)> _events = new();
    private readonly SnapshotLambda.Sandbox.Ec2.TokenBucket _server;
    private readonly AdaptiveRateLimiter _pace;
    private readonly Random _random;
    private double _now;
    private int _order;
    private int _inFlight;
    private bool _isHeldUp;

    private readonly double _refused;

    /// <param name="seed">What everything random is drawn from.</param>
    /// <param name="burst">Requests at once that the client's pace lets go.</param>
    /// <param name="perSecond">Requests a second after that.</param>
    /// <param name="refused">The share of all requests that is throttled whatever is in the bucket.</param>
    public SharedBucket(int seed, int burst = 100, double perSecond = 5, double refused = 0)
    {
        _random = new Random(seed);
        _server = new(100, 5, _time);
        _pace = new(burst, perSecond, _time, () => Recoveries.Add(_now));
        _refused = refused;
    }

    public List<double> Rates { get; } = [];

    public List<double> Recoveries { get; } = [];

    public int Done { get; private set; }

    public int OthersDone { get; private set; }

    public int Requests { get; private set; }

    public int Throttled { get; private set; }

    public int GivenUp { get; private set; }

    /// <summary>Another client makes so many requests a second for a while.</summary>
    public SharedBucket WithAnother(double perSecond, double from, double until)
    {
        void Ask()
        {
            if (_server.TryTake()) OthersDone++;
            if (_now + (1 / perSecond) < until) After(1 / perSecond, Ask);
        }

        After(from, Ask);
        return this;
    }

    /// <summary>Runs for so many seconds.</summary>
    public SharedBucket Run(double seconds)
    {
        After(0, Start);
        while (_events.TryDequeue(out var action, out var key) && key.At <= seconds)
        {
            _time.Advance(TimeSpan.FromSeconds(key.At - _now));
            _now = key.At;
            action();
        }

        return this;
    }

    private void Start()
    {
        _isHeldUp = _inFlight >= 64;
        if (_isHeldUp) return;
        _inFlight++;
        var wait = _pace.Reserve(TimeSpan.MaxValue)!.Value.TotalSeconds;
        var turn = TurnAfter(wait);
        After(wait, () => Send(1, turn));
        After(wait, Start);
    }

    // The way there takes 50 ms, give or take; so does the way back.
    private void Send(int attempt, Turn turn)
    {
        Requests++;
        After(0.05 + (_random.NextDouble() * 0.05), () =>
        {
            var isDone = _random.NextDouble() >= _refused && _server.TryTake();
            After(0.05, () => Receive(isDone, attempt, turn));
        });
    }

    private void Receive(bool isDone, int attempt, Turn turn)
    {
        if (isDone)
        {
            _pace.Granted(turn);
        }
        else
        {
            Throttled++;
            if (_pace.Throttled(turn)) Rates.Add(_pace.RatePerSecond);
            if (attempt < Backoff.ThrottledAttempts)
            {
                After(Backoff.Delay(attempt, _random).TotalSeconds, () =>
                {
                    var wait = _pace.Reserve(TimeSpan.MaxValue)!.Value.TotalSeconds;
                    var next = TurnAfter(wait);
                    After(wait, () => Send(attempt + 1, next));
                });
                return;
            }

            GivenUp++;
        }

        if (isDone) Done++;
        _inFlight--;
        if (_isHeldUp) Start();
    }

    private Turn TurnAfter(double seconds) => new(_time.GetTimestamp() + (long)(seconds * _time.TimestampFrequency));

    private void After(double seconds, Action action) => _events.Enqueue(action, (_now + seconds, ++_order));
}
