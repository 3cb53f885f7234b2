namespace MLFlux;

/// <summary>Why a fit ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs were run.</summary>
    Completed,

    /// <summary>The validation loss had not improved for as many epochs as <see cref="EarlyStopping"/> allows.</summary>
    StoppedEarly,
}
