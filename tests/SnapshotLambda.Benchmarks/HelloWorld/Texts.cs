using System.Text.Json.Serialization;

namespace HelloWorld;

/// <summary>The one type that comes in and goes out, serialized without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class Texts : JsonSerializerContext;
