namespace SnapshotLambda.Core.Fencing;

/// <summary>
/// The session policy under which the function deletes: AWS refuses everything outside it, whatever a bug here would ask for. The fence
/// refuses no candidate of the planner. Where IAM cannot express a protection, or has no room for it, the fence is looser and lists it in
/// <see cref="Omits"/>.
/// </summary>
internal sealed class Fence
{
    /// <summary>
    /// The maximum length of a session policy in characters: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    /// </summary>
    public const int LongestText = 2048;

    private readonly FenceInputs _terms;
    private readonly Func<FenceInputs, IEnumerable<TagCondition>, string> _write;
    private readonly Protections _protections;
    private readonly int _said;

    private Fence(FenceInputs terms, Protections protections, int said, Func<FenceInputs, IEnumerable<TagCondition>, string> write)
    {
        (_terms, _protections, _write) = (terms, protections, write);
        _said = Fitting(said);
        ToDelete = Text(_said);
    }

    /// <summary>The policy of the session that deletes: one Allow for DeleteSnapshot, with its conditions ANDed.</summary>
    public string ToDelete { get; }

    /// <summary>
    /// The policy of the session of the fence trial. It lacks the condition on the grace mark: young snapshots have no mark, which would
    /// refuse them before the cutoff is tested.
    /// </summary>
    public string ToTry => SessionPolicy.ToTry(_terms, Conditions);

    /// <summary>The conditions on tags, without the one on the grace mark.</summary>
    public IEnumerable<TagCondition> Conditions => _protections.Expressible.Take(_said).Select(protection => protection.Condition);

    /// <summary>
    /// The tag protections missing from the session policy: guard and key, or setting and key. A value, or the keys that a key is merged
    /// with, may follow.
    /// </summary>
    public IReadOnlyList<string> Omits =>
    [
        .. _protections.Inexpressible,
        .. _protections.Expressible.Take(_said).SelectMany(protection => protection.Looser),
        .. _protections.Expressible.Skip(_said).SelectMany(protection => protection.Names),
    ];

    /// <summary>
    /// The fence without its least important condition on tags; null if it has none. The conditions on mark and cutoff always stay. STS
    /// also limits a packed size, and says only that a policy exceeds it.
    /// </summary>
    public Fence? Smaller => _said == 0 ? null : new Fence(_terms, _protections, _said - 1, _write);

    /// <summary>The fence for these inputs, with as many protections as fit.</summary>
    public static Fence Of(FenceInputs terms) => Of(terms, SessionPolicy.ToDelete);

    /// <summary>The fence for these inputs, with as many protections as fit.</summary>
    /// <param name="terms">The inputs.</param>
    /// <param name="write">Writes the deleting session's policy with these conditions.</param>
    public static Fence Of(FenceInputs terms, Func<FenceInputs, IEnumerable<TagCondition>, string> write)
    {
        var protections = Protections.Of(terms.Plan, terms.Guards);
        return new Fence(terms, protections, protections.Expressible.Count, write);
    }

    /// <summary>The number of protections that fit. No protection makes the text shorter, so a binary search finds it.</summary>
    private int Fitting(int most)
    {
        if (Fits(most)) return most;
        var (fitting, tooMany) = (0, most);
        while (tooMany - fitting > 1)
        {
            var middle = fitting + ((tooMany - fitting) / 2);
            if (Fits(middle)) fitting = middle;
            else tooMany = middle;
        }

        return fitting;
    }

    private bool Fits(int said) => Text(said).Length <= LongestText;

    private string Text(int said) => _write(_terms, _protections.Expressible.Take(said).Select(protection => protection.Condition));
}
