namespace SnapshotLambda.Sandbox.Iam;

/// <summary>What someone wants to do, and the facts that conditions ask for.</summary>
/// <param name="Action">As in <c>ec2:DeleteSnapshot</c>.</param>
/// <param name="Resource">An ARN, or <c>*</c> where the action knows no resources.</param>
internal sealed record AccessRequest(string Action, string Resource)
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a fact. Names compare without case, so tags whose keys differ in case alone are values of one key.</summary>
    public AccessRequest With(string key, string value)
    {
        if (!values.TryGetValue(key, out var list))
            values.Add(key, list = []);
        list.Add(value);
        return this;
    }

    /// <summary>The values of a key; none where the key is missing.</summary>
    public IReadOnlyList<string> Values(string key) => values.TryGetValue(key, out var list) ? list : [];
}
