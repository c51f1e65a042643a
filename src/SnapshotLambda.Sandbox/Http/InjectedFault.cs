using System.Text;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>A fault in one call.</summary>
/// <param name="Name">Its name in fault files and in the access log.</param>
internal sealed record InjectedFault(string Name)
{
    private const string HtmlPage =
        "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in to this network</h1></body></html>";

    /// <summary>The delay of the answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>True if the call is carried out in spite of the fault.</summary>
    public bool HasEffect { get; init; }

    /// <summary>The error that is answered in the service's form; null for none.</summary>
    public Func<IApi, ApiError>? Error { get; init; }

    /// <summary>Changes the call on its way; null for no change.</summary>
    public Func<ApiCall, ApiCall>? Rewrite { get; init; }

    /// <summary>Changes an error of the service; null for no change.</summary>
    public Func<ApiError, ApiError>? Retell { get; init; }

    /// <summary>Changes the answer; null for no change.</summary>
    public Func<Reply, Reply>? Reshape { get; init; }

    /// <summary>The service throttles the call.</summary>
    public static InjectedFault Throttle { get; } = new("throttle") { Error = api => api.Throttled() };

    /// <summary>The caller has no permission.</summary>
    public static InjectedFault Deny { get; } = new("deny") { Error = api => api.Denied() };

    /// <summary>An internal error without an effect.</summary>
    public static InjectedFault InternalError { get; } =
        new("internalError") { Error = _ => new("InternalError", "An internal error has occurred", 500) };

    /// <summary>An internal error after the call took effect.</summary>
    public static InjectedFault InternalErrorAfter { get; } = InternalError with { Name = "internalErrorAfter", HasEffect = true };

    /// <summary>The server is overloaded.</summary>
    public static InjectedFault Unavailable { get; } = new("unavailable") { Error = api => api.Unavailable() };

    /// <summary>The credentials have expired.</summary>
    public static InjectedFault ExpiredCredentials { get; } = new("expiredCredentials") { Error = api => api.ExpiredCredentials() };

    /// <summary>The client's clock is wrong.</summary>
    public static InjectedFault ClockSkew { get; } = new("clockSkew") { Error = api => api.ClockSkewed() };

    /// <summary>The connection ends before the call takes effect.</summary>
    public static InjectedFault ResetBefore { get; } = new("resetBefore") { Reshape = reply => reply with { Ending = ReplyEnding.Never } };

    /// <summary>The call takes effect, and the answer is lost.</summary>
    public static InjectedFault LostReply { get; } = ResetBefore with { Name = "lostReply", HasEffect = true };

    /// <summary>The call does not take effect, and no answer ever comes: the connection stays until the client gives up.</summary>
    public static InjectedFault Hang { get; } = new("hang") { Reshape = reply => reply with { Ending = ReplyEnding.Awaited } };

    /// <summary>The call takes effect, and the connection ends in the middle of the answer.</summary>
    public static InjectedFault CutReply { get; } =
        new("cutReply") { HasEffect = true, Reshape = reply => reply with { Ending = ReplyEnding.Halfway } };

    /// <summary>The call takes effect, and the document of the answer is cut in the middle.</summary>
    public static InjectedFault TruncatedXml { get; } =
        new("truncatedXml") { HasEffect = true, Reshape = reply => reply with { Body = reply.Body[..(reply.Body.Length / 2)] } };

    /// <summary>The call takes effect, and the answer is empty.</summary>
    public static InjectedFault EmptyBody { get; } =
        new("emptyBody") { HasEffect = true, Reshape = reply => reply with { Body = default } };

    /// <summary>A proxy answers with an HTML page and status 200; the call does not reach AWS.</summary>
    public static InjectedFault Html { get; } = new("html") { Reshape = _ => Page(200) };

    /// <summary>A proxy answers with an HTML page and status 502; the call does not reach AWS.</summary>
    public static InjectedFault HtmlError { get; } = new("htmlError") { Reshape = _ => Page(502) };

    /// <summary>The answer comes late.</summary>
    public static InjectedFault Slow { get; } = new("slow") { HasEffect = true, Delay = TimeSpan.FromSeconds(2) };

    /// <summary>A proxy or endpoint drops <c>DryRun</c>, and the call takes effect.</summary>
    public static InjectedFault IgnoreDryRun { get; } = new("ignoreDryRun") { HasEffect = true, Rewrite = call => call.Without("DryRun") };

    /// <summary>A session policy is lost, so the session has all of its role's permissions.</summary>
    public static InjectedFault DropSessionPolicy { get; } =
        new("dropSessionPolicy") { HasEffect = true, Rewrite = call => call.Without("Policy") };

    /// <summary>A denial names the denying policy only in its encoded part.</summary>
    public static InjectedFault OpaqueDenial { get; } = new("opaqueDenial")
    {
        HasEffect = true,
        Retell = error => error.Code == "UnauthorizedOperation"
            ? new(
                error.Code,
                "You are not authorized to perform this operation. Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuUMCm",
                error.Status)
            : error,
    };

    /// <summary>All faults.</summary>
    public static IReadOnlyList<InjectedFault> All { get; } =
    [
        Throttle, Deny, InternalError, InternalErrorAfter, Unavailable, ExpiredCredentials, ClockSkew, ResetBefore, LostReply,
        Hang, CutReply, TruncatedXml, EmptyBody, Html, HtmlError, Slow, IgnoreDryRun, DropSessionPolicy, OpaqueDenial,
    ];

    private static Reply Page(int status) => new(status, "text/html", Encoding.UTF8.GetBytes(HtmlPage));
}
