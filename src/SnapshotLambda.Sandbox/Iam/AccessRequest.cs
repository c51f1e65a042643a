namespace SnapshotLambda.Sandbox.Iam;

/// <summary>A requested access, with the values of condition keys.</summary>
/// <param name="Action">The action, as in <c>ec2:DeleteSnapshot</c>.</param>
/// <param name="Resource">An ARN, or <c>*</c> for an action without resources.</param>
internal sealed record AccessRequest(string Action, string Resource)
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a value. Keys compare without case, so tags whose keys differ in case alone are values of one key.</summary>
    public AccessRequest With(string key, string value)
    {
        if (!_values.TryGetValue(key, out var list))
            _values.Add(key, list = []);
        list.Add(value);
        return this;
    }

    /// <summary>The values of a key; empty if the key is missing.</summary>
    public IReadOnlyList<string> Values(string key) => _values.TryGetValue(key, out var list) ? list : [];
}
