using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLFlux.Rows;

/// <summary>How much each row is worth, and which group it is of. The rows of a group stand together, and stay together.</summary>
internal sealed class RankingTargets : TargetStore
{
    private readonly List<float> _gains = [];
    private readonly List<int> _groups = [];

    public override int Count => _gains.Count;

    public override int Width => 2;

    public override long Bytes => (sizeof(float) * (long)_gains.Capacity) + (sizeof(int) * (long)_groups.Capacity);

    /// <summary>Adds a row.</summary>
    /// <param name="gain">How much it is worth.</param>
    /// <param name="group">The number of its group; the rows of a group are added one after another.</param>
    public void Add(float gain, int group)
    {
        _gains.Add(gain);
        _groups.Add(group);
    }

    public override void Clear()
    {
        _gains.Clear();
        _groups.Clear();
    }

    public override Tensor CreateBatch(int rows) => NewBatch([rows, 2], ScalarType.Float32);

    /// <summary>Groups are numbered within the batch, from 0, which a float holds exactly.</summary>
    public override void Gather(ReadOnlySpan<int> rows, Span<byte> destination)
    {
        Span<float> targets = MemoryMarshal.Cast<byte, float>(destination);
        int group = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            group += i > 0 && !AreTogether(rows[i - 1], rows[i]) ? 1 : 0;
            targets[2 * i] = _gains[rows[i]];
            targets[(2 * i) + 1] = group;
        }
    }

    public override int? CountCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<int> rows) => null;

    public override bool AreTogether(int row, int other) => _groups[row] == _groups[other];

    /// <summary>Holds out whole groups, about so many of them.</summary>
    public override RowSplit Split(double fraction, EqualRows equal, Random random)
    {
        int[][] groups = [.. Groups()];
        int held = Math.Clamp((int)Math.Round(groups.Length * fraction), Math.Min(1, groups.Length - 1), groups.Length - 1);
        HashSet<int> validation = [.. Shuffled(groups.Length, random).Take(held)];
        return Split(groups, validation.Contains);
    }

    public override int Parts(EqualRows equal) => Groups().Count();

    /// <summary>Folds of whole groups.</summary>
    public override IReadOnlyList<RowSplit> Folds(int folds, EqualRows equal, Random random)
    {
        int[][] groups = [.. Groups()];
        int[] places = Shuffled(groups.Length, random);
        return [.. Enumerable.Range(0, folds).Select(fold => Split(groups, group => places[group] % folds == fold))];
    }

    /// <summary>How many rows are alone in their group.</summary>
    public int CountAlone() => Groups().Count(rows => rows.Length == 1);

    /// <summary>Whether some group has rows that are worth more than others.</summary>
    public bool HasOrder() => Groups().Any(rows => rows.Any(row => _gains[row] != _gains[rows[0]]));

    private IEnumerable<int[]> Groups() => RowGroups.Of(this, [.. Enumerable.Range(0, Count)]);

    private static int[] Shuffled(int count, Random random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        return order;
    }

    private static RowSplit Split(int[][] groups, Func<int, bool> isHeld) => new(
        [.. groups.Where((_, group) => !isHeld(group)).SelectMany(rows => rows)],
        [.. groups.Where((_, group) => isHeld(group)).SelectMany(rows => rows)]);
}
