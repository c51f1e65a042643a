namespace SnapshotLambda.Sandbox.Http;

/// <summary>A service behind the endpoint.</summary>
internal interface IApi
{
    /// <summary>The service's name in a credential scope.</summary>
    string Service { get; }

    /// <summary>
    /// Reads the action and the parameters of a request. It never throws: what is wrong with them is the answer's to say.
    /// </summary>
    AskedAction Read(WireRequest request);

    /// <summary>Carries out a call and returns the whole answer. If it throws an <see cref="ApiError"/>, nothing was done.</summary>
    ApiAnswer Answer(ApiCall call);

    /// <summary>Returns an error's whole answer.</summary>
    ApiAnswer Error(ApiError error, string requestId);

    /// <summary>The answer to a request without credentials.</summary>
    ApiError Unsigned();

    /// <summary>The answer to unknown credentials.</summary>
    ApiError UnknownCredentials();

    /// <summary>The answer to expired credentials of a session.</summary>
    ApiError ExpiredCredentials();

    /// <summary>The answer to a caller without permission, which says no more than that.</summary>
    ApiError Denied();

    /// <summary>The answer to too many requests.</summary>
    ApiError Throttled();

    /// <summary>The answer of an overloaded server.</summary>
    ApiError Unavailable();

    /// <summary>The answer to a client whose clock is wrong.</summary>
    ApiError ClockSkewed();
}
