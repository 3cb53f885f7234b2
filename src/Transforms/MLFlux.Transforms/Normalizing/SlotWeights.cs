using MLFlux.MLNet;

namespace MLFlux.Normalizing;

/// <summary>The slots of a vector that are kept, and what each is multiplied by.</summary>
/// <param name="Slots">The slots, from the first on.</param>
/// <param name="Weights">Their weights; finite, above 0.</param>
internal sealed record SlotWeights(int[] Slots, float[] Weights)
{
    /// <summary>How loud a slot is at the least, of which chance would make as much; the most certain one has 1.</summary>
    private const double LeastWeight = 0.1;

    /// <summary>Slots of which none is louder than another.</summary>
    public static SlotWeights Plain(int[] slots) => new(slots, [.. slots.Select(_ => 1f)]);

    /// <summary>Whether the slots have the values that they had.</summary>
    public bool ArePlain => Weights.All(weight => weight == 1);

    /// <summary>The weights by the false discovery rate.</summary>
    /// <param name="sums">What was summed up of each slot.</param>
    /// <param name="targets">The label.</param>
    /// <param name="most">How many slots are kept at the most.</param>
    public static SlotWeights Of(SlotSums sums, LabelTargets targets, int most)
    {
        int[] tested = [.. Enumerable.Range(0, sums.Slots).Where(slot => sums.Count(slot) > 1)];
        if (tested.Length == 0)
            return Plain([.. Enumerable.Range(0, Math.Min(sums.Slots, most))]); // Nothing to choose by.

        double[] chances = [.. tested.Select(slot => sums.Chance(slot, targets))];
        Array.Sort(chances, tested);
        double[] loudness = new double[tested.Length];
        double rate = 1;
        for (int i = tested.Length - 1; i >= 0; i--)
        {
            rate = Math.Min(rate, chances[i] * tested.Length / (i + 1));
            loudness[i] = Math.Max(LeastWeight, 1 - rate);
        }

        (int Slot, float Weight)[] kept = [.. tested.Take(most)
            .Select((slot, i) => (slot, (float)Math.Clamp(loudness[i] / loudness[0] / sums.Size(slot), float.Epsilon, float.MaxValue)))
            .OrderBy(each => each.slot)];
        return new SlotWeights([.. kept.Select(each => each.Slot)], [.. kept.Select(each => each.Weight)]);
    }

    /// <summary>For each of so many slots its place among those that are kept; −1 for none.</summary>
    public int[] Places(int size)
    {
        int[] places = new int[size];
        Array.Fill(places, -1);
        for (int i = 0; i < Slots.Length; i++)
            places[Slots[i]] = i;
        return places;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Slots.Length);
        for (int i = 0; i < Slots.Length; i++)
        {
            writer.Write(Slots[i]);
            writer.Write(Weights[i]);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">A slot is not one of so many, or not after the one before; or a weight is none.</exception>
    public static SlotWeights Read(BinaryReader reader, int size)
    {
        int count = reader.ReadCount(bytesEach: sizeof(int) + sizeof(float));
        var (slots, weights) = (new int[count], new float[count]);
        for (int i = 0; i < count; i++)
        {
            (slots[i], weights[i]) = (reader.ReadInt32(), reader.ReadSingle());
            if (slots[i] >= size || slots[i] <= (i == 0 ? -1 : slots[i - 1]) || !float.IsFinite(weights[i]) || weights[i] <= 0)
                throw new InvalidDataException($"slot {slots[i]} of {size} with a weight of {weights[i]} is none, or out of order.");
        }

        return count > 0 ? new SlotWeights(slots, weights) : throw new InvalidDataException("no slot is kept.");
    }
}
