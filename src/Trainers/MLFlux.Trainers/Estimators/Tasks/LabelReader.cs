using MLFlux.Rows;

namespace MLFlux.Estimators;

/// <summary>Reads the label of the row a cursor stands on.</summary>
internal abstract class LabelReader
{
    /// <summary>Reads the label, and says what is wrong with it.</summary>
    public abstract LabelFault Read();

    /// <summary>Adds what was read to a store made by <see cref="LabelBinding.CreateTargets"/>.</summary>
    public abstract void AddTo(TargetStore targets);
}
