namespace MLFlux;

/// <summary>How a search spends its time.</summary>
public enum SearchMethod
{
    /// <summary>
    /// All candidates are trained for few epochs, the better third of them for three times as many, and so on up to the epochs of
    /// the pipeline's options. Source: Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter
    /// Optimization", 2016.
    /// </summary>
    SuccessiveHalving,

    /// <summary>Each candidate is trained for all epochs of the pipeline's options.</summary>
    Random,
}
