using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SnapshotLambda.Tests.Aws;

/// <summary>
/// An HTTP server on loopback that says what it was told to, byte by byte: the first replies in order, the last one for ever. It can be
/// as wrong as a proxy, a broken network or a stranger, which a decent HTTP server cannot.
/// </summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Func<Request, Reply> _answer;
    private readonly List<Request> _requests = [];

    public ScriptedServer(params Reply[] script)
    {
        var next = 0;
        _answer = _ => script[Math.Min(next++, script.Length - 1)];
        Start();
    }

    public ScriptedServer(Func<Request, Reply> answer)
    {
        _answer = answer;
        Start();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>An address where nobody listens.</summary>
    public static Uri Nowhere()
    {
        using var server = new ScriptedServer(Reply.Closed);
        return server.Url;
    }

    /// <summary>Runs after a request was read and the reply's bytes, if any, were sent.</summary>
    public Action Answered { get; set; } = () => { };

    public IReadOnlyList<Request> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    public void Dispose()
    {
        _over.Cancel();
        _listener.Dispose();
        _over.Dispose();
    }

    private void Start()
    {
        _listener.Start();
        var token = _over.Token;
        _ = AcceptAsync(token);
    }

    private async Task AcceptAsync(CancellationToken token)
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(token), token);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient connection, CancellationToken token)
    {
        using (connection)
        {
            try
            {
                while (await Request.ReadAsync(connection.GetStream(), token) is { } request)
                {
                    Reply reply;
                    lock (_requests)
                    {
                        _requests.Add(request);
                        reply = _answer(request);
                    }
                    await connection.GetStream().WriteAsync(reply.Bytes, token);
                    Answered();
                    if (reply.Then is Reply.Ending.Hang) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                    if (reply.Then is Reply.Ending.Reset) connection.Client.LingerState = new LingerOption(true, 0);
                    if (reply.Then is not Reply.Ending.KeepOpen) return;
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    /// <summary>A request as it came.</summary>
    internal sealed record Request(string Head, string Body)
    {
        public string? this[string name] => Form.GetValueOrDefault(name);

        public IReadOnlyDictionary<string, string> Form { get; } = Body.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(field => field.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]));

        public static async Task<Request?> ReadAsync(NetworkStream stream, CancellationToken token)
        {
            var bytes = new List<byte>();
            var buffer = new byte[16384];
            while (true)
            {
                var count = await stream.ReadAsync(buffer, token);
                if (count == 0) return null;
                bytes.AddRange(buffer.AsSpan(0, count));
                var text = Encoding.UTF8.GetString([.. bytes]);
                var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (end >= 0 && text.Length - end - 4 >= Length(text[..end])) return new(text[..end], text[(end + 4)..]);
            }
        }

        private static int Length(string head)
        {
            const string name = "Content-Length:";
            var line = head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase));
            return line is null ? 0 : int.Parse(line[name.Length..], System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
