using MLFlux.Training;

namespace MLFlux.Interop;

/// <summary>Reads the label of the row a cursor stands on.</summary>
internal abstract class LabelReader
{
    /// <summary>The labels kept so far.</summary>
    public abstract TargetStore Targets { get; }

    /// <summary>Reads the label; false where it is missing.</summary>
    public abstract bool TryRead();

    /// <summary>Keeps what was read.</summary>
    public abstract void Keep();
}
