namespace MLFlux.Training;

/// <summary>What an option means to a fit that goes on from a checkpoint.</summary>
internal enum ResumeUse
{
    /// <summary>It decides the weights: another value is refused.</summary>
    Same,

    /// <summary>It has decided the weights, which the checkpoint has: it is not looked at again.</summary>
    Done,

    /// <summary>It decides where the fit ends, or what is told of it: another value is taken.</summary>
    Free,
}
