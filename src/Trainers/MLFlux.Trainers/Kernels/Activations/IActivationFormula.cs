using System.Numerics;

namespace MLFlux.Kernels;

/// <summary>An activation on vectors, in single precision.</summary>
internal interface IActivationFormula
{
    /// <summary>σ(x).</summary>
    /// <param name="x">x.</param>
    /// <param name="parameter">The activation's parameter in each place, where it has one.</param>
    static abstract Vector<float> Value(Vector<float> x, Vector<float> parameter);
}
