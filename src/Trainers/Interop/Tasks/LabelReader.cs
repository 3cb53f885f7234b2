using MLFlux.Training;

namespace MLFlux.Interop;

/// <summary>Reads the label of the row a cursor stands on.</summary>
internal abstract class LabelReader
{
    /// <summary>Reads the label; false where it is missing.</summary>
    public abstract bool TryRead();

    /// <summary>Adds what was read to a store made by <see cref="LabelBinding.CreateTargets"/>.</summary>
    public abstract void AddTo(TargetStore targets);
}
