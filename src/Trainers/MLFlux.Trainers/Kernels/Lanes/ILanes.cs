namespace MLFlux.Kernels;

/// <summary>
/// Arithmetic on vectors of one width, whose lanes are rows: a value of as many rows as there are lanes is one vector. Whatever a layer's
/// shape, nothing is left over at the ends of its axes. In tiles of dense layers they are outputs.
/// </summary>
/// <typeparam name="TVector">The processor's vector of floats.</typeparam>
internal interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>How many rows lie side by side.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(ref float source, nuint place);

    static abstract void Store(TVector values, ref float target, nuint place);

    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>a · b + sum, in one rounding where the processor has it.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector sum);

    /// <summary>The larger values; NaN where either is.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>All bits where a = b, otherwise none.</summary>
    static abstract TVector Equal(TVector a, TVector b);

    /// <summary>Whether all lanes are zeros.</summary>
    static abstract bool IsZero(TVector values);

    static abstract TVector And(TVector a, TVector b);

    /// <summary>The bits of a that b has not.</summary>
    static abstract TVector AndNot(TVector a, TVector b);

    /// <summary>The sums over the lanes of four vectors, which take less than one after another.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    /// <param name="c">The third.</param>
    /// <param name="d">The fourth.</param>
    /// <param name="sums">Takes the four sums, at the place and behind it.</param>
    /// <param name="place">How far behind.</param>
    static abstract void Sums(TVector a, TVector b, TVector c, TVector d, ref float sums, nuint place);
}
