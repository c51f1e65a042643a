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
    private readonly Func<FenceInputs, IEnumerable<Protection>, string> _write;
    private readonly Protections _protections;
    private readonly List<Protection> _said;

    private Fence(
        FenceInputs terms, Protections protections, List<Protection> said, Func<FenceInputs, IEnumerable<Protection>, string> write)
    {
        (_terms, _protections, _said, _write) = (terms, protections, said, write);
        ToDelete = write(terms, said);
    }

    /// <summary>The policy of the session that deletes: one Allow for DeleteSnapshot, with its conditions ANDed, and the Denies.</summary>
    public string ToDelete { get; }

    /// <summary>
    /// The policy of the session of the fence trial. It lacks the condition on the grace mark: young snapshots have no mark, which would
    /// refuse them before the cutoff is tested.
    /// </summary>
    public string ToTry => SessionPolicy.ToTry(_terms, _said);

    /// <summary>The Allow's conditions on tags, without the one on the grace mark.</summary>
    public IEnumerable<TagCondition> Conditions => _said.Select(protection => protection.Condition).OfType<TagCondition>();

    /// <summary>The Denies.</summary>
    public IEnumerable<Refusal> Refusals => _said.Select(protection => protection.Refusal).OfType<Refusal>();

    /// <summary>The policies whose own cutoff is in a Deny, each with the whole Deny and its part of it.</summary>
    public IEnumerable<(PolicyRefusal Part, Refusal Whole)> Policies =>
        _said.SelectMany(protection => protection.Policies, (protection, part) => (part, protection.Refusal!));

    /// <summary>
    /// The protections missing from the session policy: guard and key, setting and key, or policy and setting. A value, or the keys that a
    /// key is merged with, may follow.
    /// </summary>
    public IReadOnlyList<string> Omits =>
    [
        .. _protections.Inexpressible,
        .. _said.SelectMany(protection => protection.Looser),
        .. Unsaid.SelectMany(protection => protection.Names),
    ];

    /// <summary>
    /// The fence without its least important protection; null if it has none. The conditions on mark and cutoff always stay. STS also
    /// limits a packed size, and says only that a policy exceeds it.
    /// </summary>
    public Fence? Smaller => _said.Count == 0 ? null : new Fence(_terms, _protections, _said[..^1], _write);

    /// <summary>The fence for these inputs, with as many protections as fit.</summary>
    public static Fence Of(FenceInputs terms) => Of(terms, SessionPolicy.ToDelete);

    /// <summary>
    /// The fence for these inputs, with as many protections as fit: first the conditions, then the Denies of policies, then what yields to
    /// them. Where not all of one kind have room, a shorter one of the next may. A Deny that is too long does not keep others out.
    /// </summary>
    /// <param name="terms">The inputs.</param>
    /// <param name="write">Writes the deleting session's policy with these protections.</param>
    public static Fence Of(FenceInputs terms, Func<FenceInputs, IEnumerable<Protection>, string> write)
    {
        var protections = Protections.Of(terms);
        var byRank = protections.Expressible.ToLookup(protection => protection.Rank.CompareTo(ProtectionRank.Policies));
        var said = Fitting([], [.. byRank[-1]], Fits);
        foreach (var denied in byRank[0])
            if (Fits(said.Append(denied)))
                said.Add(denied);
        return new Fence(terms, protections, Fitting(said, [.. byRank[1]], Fits), write);

        bool Fits(IEnumerable<Protection> some) => write(terms, some).Length <= LongestText;
    }

    private IEnumerable<Protection> Unsaid
    {
        get
        {
            var said = _said.ToHashSet<Protection>(ReferenceEqualityComparer.Instance);
            return _protections.Expressible.Where(protection => !said.Contains(protection));
        }
    }

    /// <summary>As many of these more as fit. No protection makes the text shorter, so a binary search finds them.</summary>
    private static List<Protection> Fitting(List<Protection> said, List<Protection> more, Func<IEnumerable<Protection>, bool> fits)
    {
        if (fits(said.Concat(more))) return [.. said, .. more];
        var (fitting, tooMany) = (0, more.Count);
        while (tooMany - fitting > 1)
        {
            var middle = fitting + ((tooMany - fitting) / 2);
            if (fits(said.Concat(more.Take(middle)))) fitting = middle;
            else tooMany = middle;
        }

        return [.. said, .. more.Take(fitting)];
    }
}
