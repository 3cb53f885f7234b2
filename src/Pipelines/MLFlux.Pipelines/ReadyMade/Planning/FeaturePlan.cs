using MLFlux.Construction;

namespace MLFlux.ReadyMade;

/// <summary>The steps from a table's columns to one vector.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Numbers">How many of the vector's values are numbers, which stand before all others.</param>
/// <param name="Others">
/// About how many others a network has: slots of words and categories, or, where they have vectors, the values of these; flags.
/// </param>
/// <param name="Plain">The same columns for trees; null where there is no number, and the vector suits them.</param>
/// <param name="MostLevels">The levels of the category that has the most.</param>
/// <param name="MostValues">About how many different values a number has at the most.</param>
internal sealed record FeaturePlan(
    long Rows, IReadOnlyList<PipelineStep> Steps, int Numbers, int Others, PlainFeatures? Plain, int MostLevels, int MostValues)
{
    /// <summary>The columns beside that vector: images, and the tokens of long texts.</summary>
    public IReadOnlyList<FeatureBranch> Branches { get; init; } = [];

    /// <summary>Whether the numbers are at most so many, which are chosen as the pipeline is fitted.</summary>
    public bool AreChosen { get; init; }

    /// <summary>Whether the label is a number of which the columns tell little.</summary>
    public bool IsNoisy { get; init; }

    /// <summary>How many bins all numbers have together, at the most.</summary>
    public int Parts => TabularTraining.Parts(AreChosen ? long.MaxValue : Rows);

    /// <summary>Whether the network places numbers in bins: it finds those that are chosen where no category becomes a vector.</summary>
    public bool HasBins => TabularTraining.HasBins(Parts, Numbers, Others)
        && !(AreChosen && TabularTraining.HasVectors(MostLevels));

    /// <summary>Whether images are among them.</summary>
    public bool HasImages => Branches.Any(branch => branch.Augmentation is not null);

    /// <summary>Whether long texts that are learned from the start are all there is.</summary>
    public bool IsText => !HasVector && !HasImages && Branches.Count > 0 && !IsPretrained;

    /// <summary>Whether pretrained networks are among the branches.</summary>
    public bool IsPretrained => Branches.Any(branch => branch.IsFrozen);

    /// <summary>The beginnings of the names of pretrained branches' weights, in a chain that begins with all branches.</summary>
    public IEnumerable<FrozenLayer> Frozen => Branches.Select((branch, i) => (branch, Place: HasVector ? i + 1 : i))
        .Where(one => one.branch.IsFrozen)
        .Select(one => new FrozenLayer($"0.{CodeText.PartName(one.branch.ColumnName, one.Place)}"));

    /// <summary>Whether the vector has so many values that a network leaves out those that are zeros.</summary>
    public bool IsWide => Width > TabularTraining.WideVector;

    /// <summary>Whether there is such a vector: not where branches are all there is.</summary>
    public bool HasVector => Width > 0;

    /// <summary>About how many values the vector has once categories of many levels have theirs.</summary>
    public int Width => Numbers + Others;
}
