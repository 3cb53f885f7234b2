using MLFlux.Construction;
using MLFlux.Rows;

namespace MLFlux;

/// <summary>See <see cref="Augmentation.On"/>.</summary>
/// <param name="Column">The column whose examples are changed.</param>
/// <param name="Inner">What changes them.</param>
internal sealed record ColumnAugmentation(string Column, Augmentation Inner) : Augmentation
{
    internal override bool Alternates => Inner.Alternates;

    public override string ToString() => $"{Inner}.On({CodeText.Text(Column ?? "")})";

    internal override IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Column))
            yield return $"{this} names no column.";
        if (Inner is ColumnAugmentation or MixupAugmentation)
            yield return $"{this} is not for one column; leave On out.";
        foreach (string fault in Inner.Faults())
            yield return fault;
    }

    internal override Batch Apply(Batch batch, Random random) => Inner.Apply(batch, random);
}
