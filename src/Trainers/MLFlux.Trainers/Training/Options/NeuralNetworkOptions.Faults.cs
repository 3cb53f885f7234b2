namespace MLFlux;

public sealed partial record NeuralNetworkOptions
{
    private const long LeastMemoryBudget = 1 << 20;

    /// <summary>A sentence for each value out of range.</summary>
    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(LabelColumnName))
            yield return $"{nameof(LabelColumnName)} is empty; it names the column to learn.";
        if (string.IsNullOrWhiteSpace(FeatureColumnName))
            yield return $"{nameof(FeatureColumnName)} is empty; it names the column to learn from.";
        if (ExampleWeightColumnName is not null && string.IsNullOrWhiteSpace(ExampleWeightColumnName))
            yield return $"{nameof(ExampleWeightColumnName)} is empty; leave it null for rows of equal weight.";
        if (BatchSize < 1)
            yield return $"{nameof(BatchSize)} is {BatchSize}; it has to be at least 1.";
        if (Epochs < 1)
            yield return $"{nameof(Epochs)} is {Epochs}; it has to be at least 1.";
        if (!(ValidationFraction >= 0 && ValidationFraction < 1))
            yield return FormattableString.Invariant(
                $"{nameof(ValidationFraction)} is {ValidationFraction}; it has to be from 0 to below 1.");
        if (BaggedFolds < 1)
            yield return $"{nameof(BaggedFolds)} is {BaggedFolds}; it has to be at least 1.";
        if (BaggedFolds > 1 && ValidationFraction > 0)
        {
            yield return $"{nameof(ValidationFraction)} holds out rows beside the {BaggedFolds} {nameof(BaggedFolds)}, which validate "
                + $"a network each; leave it 0, or {nameof(BaggedFolds)} 1.";
        }

        if (BaggedFolds > 1 && (CheckpointPath ?? ResumeFrom) is not null)
        {
            yield return $"A checkpoint holds one network, and {nameof(BaggedFolds)} trains {BaggedFolds}; leave {nameof(CheckpointPath)} "
                + $"and {nameof(ResumeFrom)} null, or {nameof(BaggedFolds)} 1.";
        }

        if (BaggedFolds > 1 && DecisionThreshold is not null)
        {
            yield return $"{nameof(DecisionThreshold)} is chosen on the validation rows of one network, and {nameof(BaggedFolds)} trains "
                + $"{BaggedFolds}; leave it null and call ChooseThreshold on the fitted model, or set {nameof(BaggedFolds)} to 1.";
        }

        if (BaggedCandidates is null || BaggedCandidates.Contains(null!))
            yield return $"{nameof(BaggedCandidates)} is null or holds null; leave it empty for none.";
        if (BaggedCandidates is { Count: > 0 } && BaggedFolds == 1)
        {
            yield return $"{nameof(BaggedCandidates)} are compared on {nameof(BaggedFolds)}, and that is 1; set it to 2 or more, or leave "
                + "the candidates out.";
        }

        if (BaggedCandidates is { Count: > 0 } && (InitialWeights is not null || FrozenLayers is { Count: > 0 }))
        {
            yield return $"{nameof(InitialWeights)} and {nameof(FrozenLayers)} are of one network, and {nameof(BaggedCandidates)} has "
                + "others; leave either out.";
        }

        foreach (string fault in BaggedCandidates?.SelectMany(candidate => candidate?.Faults() ?? []) ?? [])
            yield return fault;

        if (MemoryBudget < LeastMemoryBudget)
            yield return $"{nameof(MemoryBudget)} is {MemoryBudget} bytes; it has to be at least {LeastMemoryBudget}, or null.";
        if (Ranks is null)
            yield return $"{nameof(Ranks)} is null; leave it {nameof(Ranks)}.{nameof(Ranks.Alone)} for one process.";
        if (RowsAreSharded && ExactSums)
        {
            yield return $"{nameof(ExactSums)} gives each rank an equal part of every batch, and {nameof(RowsAreSharded)} the rows that it "
                + "has read; leave one of them false.";
        }

        if (Optimizer is null)
            yield return $"{nameof(Optimizer)} is null; choose one of {nameof(Optimizers)}, such as Optimizers.Adam().";

        if (AccumulatedBatches < 1)
            yield return $"{nameof(AccumulatedBatches)} is {AccumulatedBatches}; it has to be at least 1.";
        if (WeightAverageDecay is double decay && !(decay > 0 && decay < 1))
        {
            yield return FormattableString.Invariant(
                $"{nameof(WeightAverageDecay)} is {decay}; it has to be above 0 and below 1, or null for no average.");
        }

        if (FrozenLayers is null || FrozenLayers.Contains(null!))
            yield return $"{nameof(FrozenLayers)} has a null; it names parts of the network, such as \"0\".";
        if (LayerRates is null || LayerRates.Contains(null!))
            yield return $"{nameof(LayerRates)} has a null; it names parts of the network and their rates.";
        if (FineTuning is not null && (BaggedFolds > 1 || (CheckpointPath ?? ResumeFrom) is not null))
        {
            yield return $"{nameof(FineTuning)} trains twice, the head and then all, for which there are neither folds nor checkpoints; "
                + $"leave {nameof(CheckpointPath)} and {nameof(ResumeFrom)} null and {nameof(BaggedFolds)} 1, or freeze the body by "
                + $"{nameof(FrozenLayers)} instead.";
        }

        if (TimeLimit <= TimeSpan.Zero)
            yield return $"{nameof(TimeLimit)} is {TimeLimit}; it has to be greater than zero, or null for none.";
        if (RecordEvery < 1)
            yield return $"{nameof(RecordEvery)} is {RecordEvery}; it has to be at least 1, or null for none.";

        if (CheckpointPath is not null && string.IsNullOrWhiteSpace(CheckpointPath))
            yield return $"{nameof(CheckpointPath)} is empty; it names a file, or is null for none.";
        if (ResumeFrom is not null && string.IsNullOrWhiteSpace(ResumeFrom))
            yield return $"{nameof(ResumeFrom)} is empty; it names a checkpoint, or is null for none.";
        if (CheckpointEvery < 1)
            yield return $"{nameof(CheckpointEvery)} is {CheckpointEvery}; it has to be at least 1.";
        if ((CheckpointPath ?? ResumeFrom) is not null && Schedule is { ByBatch: true, FollowsLoss: true })
            yield return $"{nameof(Schedule)} {Schedule} follows the loss of every batch, which no checkpoint keeps; let it go by epoch.";

        foreach (string fault in (ClassWeights?.Faults() ?? []).Concat(Optimizer?.Faults() ?? []).Concat(Schedule?.Faults() ?? [])
            .Concat(DecisionThreshold?.Faults() ?? []))
            yield return fault;
        if (Heads is null || Heads.Contains(null!))
            yield return $"{nameof(Heads)} is null or holds null; leave it empty for none.";
        if (AugmentedVariants is < 0 or > 1000)
            yield return $"{nameof(AugmentedVariants)} is {AugmentedVariants}; it has to be from 0 to 1,000.";
        if (Augmentation is null || Augmentation.Contains(null!))
            yield return $"{nameof(Augmentation)} is null or holds null; leave it empty for none.";
        foreach (string fault in Augmentation?.SelectMany(a => a?.Faults() ?? []) ?? [])
            yield return fault;
    }
}
