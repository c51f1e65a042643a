using System.Xml;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>One service behind the endpoint.</summary>
internal interface IApi
{
    /// <summary>Its name in a credential scope.</summary>
    string Service { get; }

    /// <summary>Does what is asked and returns what writes the whole answer. Throws <see cref="ApiError"/>, and then has done nothing.</summary>
    Action<XmlWriter> Answer(ApiCall call);

    /// <summary>What writes the whole document of an error.</summary>
    Action<XmlWriter> Error(ApiError error, string requestId);

    /// <summary>Its answer to a request without credentials.</summary>
    ApiError Unsigned();

    /// <summary>Its answer to credentials that it does not know.</summary>
    ApiError UnknownCredentials();

    /// <summary>Its answer to those of a session that has ended.</summary>
    ApiError ExpiredCredentials();
}
