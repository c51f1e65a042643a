namespace SnapshotLambda.Core.Fencing;

/// <summary>
/// What AWS itself is told to refuse: a session policy, within which alone the role acts, whatever a bug here would ask
/// for. It refuses no candidate of the planner; where IAM cannot say a protection, or there is no room for it, it is
/// looser, and says where.
/// </summary>
internal sealed class Fence
{
    /// <summary>The most characters of a session policy: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html</summary>
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

    /// <summary>The policy of the session that deletes: one Allow for DeleteSnapshot, its conditions ANDed.</summary>
    public string ToDelete { get; }

    /// <summary>
    /// That of a session that only tries it out. The same but for the grace mark: what is young has none, so that the mark
    /// would refuse what the cutoff has to, and nothing would be seen of the cutoff.
    /// </summary>
    public string ToTry => SessionPolicy.ToTry(_terms, Conditions);

    /// <summary>What it says of tags, the grace mark aside.</summary>
    public IEnumerable<TagCondition> Conditions => _protections.Expressible.Take(_said).Select(protection => protection.Condition);

    /// <summary>What the policy protects by tags and this does not say: guard and key, or setting, key and perhaps a value or the keys that it is merged with.</summary>
    public IReadOnlyList<string> Omits =>
    [
        .. _protections.Inexpressible,
        .. _protections.Expressible.Take(_said).SelectMany(protection => protection.Looser),
        .. _protections.Expressible.Skip(_said).SelectMany(protection => protection.Names),
    ];

    /// <summary>
    /// The fence without the least precious thing that it says of tags; null if it says none. The mark and the cutoff
    /// are never left out. STS also limits a packed size, of which it tells only whether it is too large.
    /// </summary>
    public Fence? Smaller => _said == 0 ? null : new Fence(_terms, _protections, _said - 1, _write);

    /// <summary>The fence of these terms, with as much in it as there is room for.</summary>
    public static Fence Of(FenceInputs terms) => Of(terms, SessionPolicy.ToDelete);

    /// <summary>The same.</summary>
    /// <param name="terms">What it is made of.</param>
    /// <param name="write">Writes the policy of the session that deletes, with these conditions.</param>
    public static Fence Of(FenceInputs terms, Func<FenceInputs, IEnumerable<TagCondition>, string> write)
    {
        var protections = Protections.Of(terms.Plan, terms.Guards);
        return new Fence(terms, protections, protections.Expressible.Count, write);
    }

    /// <summary>How many protections there is room for, of so many at most. None makes the text shorter, so halving finds it.</summary>
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
