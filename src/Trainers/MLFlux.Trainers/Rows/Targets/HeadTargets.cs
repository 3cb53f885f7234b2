using System.Buffers;
using System.Runtime.InteropServices;
using MLFlux.Models;
using static TorchSharp.torch;

namespace MLFlux.Rows;

/// <summary>
/// What each of several heads should give for each row, side by side as numbers: a class is its index, and NaN is a label that the row
/// does not have.
/// </summary>
internal sealed class HeadTargets(IReadOnlyList<HeadStore> heads) : TargetStore
{
    private readonly int[] _starts = Starts(heads);

    public override int Count => heads[0].Places.Count;

    public override int Width { get; } = heads.Sum(head => head.Targets.Width);

    public override long Bytes => heads.Sum(head => head.Targets.Bytes + (sizeof(int) * (long)head.Places.Capacity));

    /// <summary>The targets of each head.</summary>
    public IReadOnlyList<HeadStore> Heads => heads;

    public override void Clear()
    {
        foreach (HeadStore head in heads)
            head.Clear();
    }

    public override Tensor CreateBatch(int rows) => NewBatch([rows, Width], ScalarType.Float32);

    public override void Gather(ReadOnlySpan<int> rows, Span<byte> destination)
    {
        Span<float> targets = MemoryMarshal.Cast<byte, float>(destination);
        for (int i = 0; i < heads.Count; i++)
            Gather(heads[i], _starts[i], rows, targets);
    }

    public override int? CountCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<int> rows) => null;

    /// <summary>The class by the first head that tells classes apart; rows without its label are a group of their own.</summary>
    public override int Group(int row)
    {
        HeadStore? classes = heads.FirstOrDefault(head => head.Targets.HasGroups);
        return classes is null ? 0 : classes.Places[row] < 0 ? -1 : classes.Targets.Group(classes.Places[row]);
    }

    public override bool HasGroups => heads.Any(head => head.Targets.HasGroups);

    /// <summary>The scales of all heads' numbers, one after another; what is no number, or is learned in its own unit, keeps it.</summary>
    public override TargetScale Measure(ReadOnlySpan<int> rows, bool isRobust)
    {
        var means = new List<float>();
        var deviations = new List<float>();
        foreach (HeadStore head in heads)
        {
            TargetScale? own = head.IsStandardized ? head.Targets.Measure(head.Known(rows), isRobust) : null;
            TargetScale scale = own ?? TargetScale.None(head.Targets.Width);
            means.AddRange(scale.Means);
            deviations.AddRange(scale.Deviations);
        }

        return new TargetScale([.. means], [.. deviations]);
    }

    public override void Use(TargetScale scale)
    {
        for (int i = 0; i < heads.Count; i++)
            heads[i].Targets.Use(scale.Part(_starts[i], heads[i].Targets.Width));
    }

    private void Gather(HeadStore head, int start, ReadOnlySpan<int> rows, Span<float> targets)
    {
        int[] known = head.Known(rows);
        int width = head.Targets.Width, next = 0;
        float[] values = ArrayPool<float>.Shared.Rent(known.Length * width);
        head.Targets.GatherNumbers(known, values.AsSpan(0, known.Length * width));
        for (int row = 0; row < rows.Length; row++)
        {
            Span<float> target = targets.Slice((row * Width) + start, width);
            if (head.Places[rows[row]] < 0)
                target.Fill(float.NaN);
            else
                values.AsSpan(next++ * width, width).CopyTo(target);
        }

        ArrayPool<float>.Shared.Return(values);
    }

    private static int[] Starts(IReadOnlyList<HeadStore> heads)
    {
        var starts = new int[heads.Count];
        for (int i = 1; i < starts.Length; i++)
            starts[i] = starts[i - 1] + heads[i - 1].Targets.Width;
        return starts;
    }
}
