using System.Numerics;

namespace MLFlux.Kernels;

/// <summary>An activation's slope on vectors, told from its value where that tells it, else from what it is taken of.</summary>
internal interface ISlopeFormula
{
    /// <summary>σ′(x) times a gradient. Where σ has an edge, the slope is libtorch's.</summary>
    /// <param name="source">σ(x), or x for an activation that has no <see cref="ActivationKernel.HasSlope"/>.</param>
    /// <param name="gradient">The gradient with respect to σ(x).</param>
    /// <param name="parameter">The activation's parameter in each place, where it has one.</param>
    static abstract Vector<float> Multiply(Vector<float> source, Vector<float> gradient, Vector<float> parameter);
}
