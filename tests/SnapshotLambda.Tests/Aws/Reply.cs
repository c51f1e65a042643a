using System.Text;

namespace SnapshotLambda.Tests.Aws;

/// <summary>The bytes that a scripted server sends, and what it then does with the connection.</summary>
internal sealed record Reply(byte[] Bytes, Reply.Ending Then)
{
    internal enum Ending
    {
        /// <summary>Waits for the next request on the same connection.</summary>
        KeepOpen,

        /// <summary>Closes the connection in order.</summary>
        Close,

        /// <summary>Resets the connection.</summary>
        Reset,

        /// <summary>Keeps the connection and says nothing more.</summary>
        Hang,
    }

    public static Reply Reset { get; } = new([], Ending.Reset);

    public static Reply Closed { get; } = new([], Ending.Close);

    public static Reply Hang { get; } = new([], Ending.Hang);

    public static Reply Of(int status, string body, string type = "text/xml;charset=UTF-8") =>
        Raw(
            $"HTTP/1.1 {status} Said\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}",
            Ending.KeepOpen);

    public static Reply Error(int status, string code, string message = "Some text.") =>
        Of(
            status,
            $"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>request-1</RequestID></Response>");

    /// <summary>Promises more bytes than it sends, and then ends as told.</summary>
    public static Reply Cut(int status, string body, Ending then) =>
        Raw($"HTTP/1.1 {status} Said\r\nContent-Type: text/xml\r\nContent-Length: 50000\r\n\r\n{body}", then);

    public static Reply Raw(string bytes, Ending then) => new(Encoding.UTF8.GetBytes(bytes), then);
}
