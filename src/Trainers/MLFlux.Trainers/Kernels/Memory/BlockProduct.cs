using System.Runtime.Intrinsics;

namespace MLFlux.Kernels;

/// <summary>
/// x Wᵀ + b for rows one after another, a tile of them at a time. Inputs that are zeros in all rows of a tile, as the edge of images is,
/// are left out. A row has the same results whatever the rows beside it.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
internal abstract class BlockProduct
{
    /// <summary>The rows of a tile.</summary>
    public const int Tile = 6;

    /// <summary>
    /// How long a multiplication takes beside one of libtorch's, without zeros: measured, and never timed at run time, so that the same
    /// rows are always computed by the same means.
    /// </summary>
    public static double Cost => LaneWidth.Most switch
    {
        16 => 1.1,
        8 => 1.1,
        _ => 1.35,
    };

    /// <summary>Whether there is a product of a matrix of this size: the processor has vectors, and an array holds the weights.</summary>
    public static bool Takes(int inputs, int outputs) =>
        LaneWidth.IsFast && (long)inputs * Padded(outputs) <= int.MaxValue / sizeof(float);

    /// <summary>A number of outputs rounded up to whole vectors: what is written of a row.</summary>
    public static int Padded(int outputs) => (outputs + LaneWidth.Most - 1) / LaneWidth.Most * LaneWidth.Most;

    /// <summary>The product for the widest vectors of the processor.</summary>
    /// <param name="weights">Wᵀ, [inputs, outputs], each row <paramref name="stride"/> values after the one before.</param>
    /// <param name="stride">How far the weights of an input are from those of the next.</param>
    /// <param name="bias">b, [outputs].</param>
    public static BlockProduct Create(ReadOnlySpan<float> weights, int stride, ReadOnlySpan<float> bias) => LaneWidth.Most switch
    {
        16 => new TileProduct<Vector512<float>, Lanes512>(weights, stride, bias),
        8 => new TileProduct<Vector256<float>, Lanes256>(weights, stride, bias),
        _ => new TileProduct<Vector128<float>, Lanes128>(weights, stride, bias),
    };

    /// <param name="x">The rows.</param>
    /// <param name="y">Takes the results; a row has <see cref="Padded"/> values, and more than the outputs are of no matter.</param>
    public abstract void Run(RowBlock x, RowBlock y);
}
