namespace MLFlux;

/// <summary>Why a fit ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs were run.</summary>
    Completed,

    /// <summary>The validation loss had not improved for as many epochs as <see cref="EarlyStopping"/> allows.</summary>
    StoppedEarly,

    /// <summary>A loss was not finite in a later epoch than the first; the model has the weights from before.</summary>
    NonFiniteLoss,

    /// <summary>A callback called <see cref="TrainingControl.Stop"/>.</summary>
    Stopped,

    /// <summary>The time of <see cref="NeuralNetworkOptions.TimeLimit"/> was over.</summary>
    TimeLimit,

    /// <summary>One batch was run, as <see cref="NeuralNetworkOptions.DryRun"/> asked.</summary>
    DryRun,
}
