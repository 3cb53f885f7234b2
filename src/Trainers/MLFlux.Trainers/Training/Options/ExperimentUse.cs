namespace MLFlux.Training;

/// <summary>What an experiment makes of an option.</summary>
internal enum ExperimentUse
{
    /// <summary>Each fit has it as it is.</summary>
    Kept,

    /// <summary>
    /// A fit may have another value: a candidate's, the repeat's seed, what is left of the time, callbacks beside the user's.
    /// </summary>
    Adapted,

    /// <summary>It is for one fit alone: repeats, folds and candidates, which are several, have the default.</summary>
    OneFit,
}
