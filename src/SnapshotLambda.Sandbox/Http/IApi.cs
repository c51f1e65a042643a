using System.Xml;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>A service behind the endpoint.</summary>
internal interface IApi
{
    /// <summary>The service's name in a credential scope.</summary>
    string Service { get; }

    /// <summary>
    /// Carries out a call and returns the writer of the whole answer. If it throws an <see cref="ApiError"/>, nothing was done.
    /// </summary>
    Action<XmlWriter> Answer(ApiCall call);

    /// <summary>Returns the writer of an error's whole document.</summary>
    Action<XmlWriter> Error(ApiError error, string requestId);

    /// <summary>The answer to a request without credentials.</summary>
    ApiError Unsigned();

    /// <summary>The answer to unknown credentials.</summary>
    ApiError UnknownCredentials();

    /// <summary>The answer to expired credentials of a session.</summary>
    ApiError ExpiredCredentials();
}
