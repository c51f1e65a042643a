using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.S3;

/// <summary>An action of S3.</summary>
internal interface IS3Action
{
    /// <summary>The parameters of the query string. Others are refused, never ignored.</summary>
    IReadOnlySet<string> Parameters { get; }

    /// <summary>The headers that change what is done; a hyphen at the end stands for any rest. Others like them are refused.</summary>
    IReadOnlySet<string> Headers { get; }

    /// <summary>Carries out a call.</summary>
    /// <exception cref="ApiError">The call failed, and nothing was done.</exception>
    ApiAnswer Answer(S3Call call);
}
