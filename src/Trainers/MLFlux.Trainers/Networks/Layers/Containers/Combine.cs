using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>How the outputs of several layers become one: an argument of <c>SkipConnection</c> and <c>Parallel</c>.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public abstract record Combine
{
    private protected Combine()
    {
    }

    /// <summary>The sum, value by value, of outputs of the same shape.</summary>
    public static Combine Add { get; } = new ElementwiseCombine(nameof(Add), (x, dimension) => x.sum(dimension));

    /// <summary>The product, value by value, of outputs of the same shape.</summary>
    public static Combine Multiply { get; } = new ElementwiseCombine(nameof(Multiply), (x, dimension) => x.prod(dimension));

    /// <summary>The mean, value by value, of outputs of the same shape.</summary>
    public static Combine Mean { get; } = new ElementwiseCombine(nameof(Mean), (x, dimension) => x.mean([dimension]));

    /// <summary>The largest, value by value, of outputs of the same shape.</summary>
    public static Combine Max { get; } = new ElementwiseCombine(nameof(Max), (x, dimension) => x.amax([dimension]));

    /// <summary>The first output minus all others, value by value, of outputs of the same shape.</summary>
    public static Combine Subtract { get; } = new ElementwiseCombine(
        nameof(Subtract), (x, dimension) => (x.select(dimension, 0) * (Number)2).Plus(x.sum(dimension), -1));

    /// <summary>All of them, along a new first dimension: n outputs of shape 3×4 give n×3×4.</summary>
    public static Combine Stack { get; } = new StackCombine();

    private static readonly TextRegistry<Combine> Registry = new("a way to combine", new Dictionary<string, Func<CallText, Combine>>
    {
        ["Add"] = _ => Add,
        ["Concat"] = call => Concat(ReadAxis(call)),
        ["Max"] = _ => Max,
        ["Mean"] = _ => Mean,
        ["Multiply"] = _ => Multiply,
        ["Stack"] = _ => Stack,
        ["Subtract"] = _ => Subtract,
    });

    /// <summary>One after another along a dimension; the others are the same in all.</summary>
    /// <param name="axis">
    /// The dimension of one example, counted from 0, the default: values of vectors, channels of images. For time × features,
    /// 1 puts the features of each step together.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is negative.</exception>
    public static Combine Concat(int axis = 0) => new ConcatCombine(axis);

    /// <summary>The way as it is written in code after <c>Combine.</c>: <c>Add</c>, <c>Concat(axis: 1)</c>.</summary>
    public abstract override string ToString();

    /// <summary>The shape that comes of those of the outputs.</summary>
    /// <exception cref="NetworkShapeException">They do not fit each other; the message names the layer.</exception>
    internal abstract Shape OutputShape(Layer layer, IReadOnlyList<Shape> outputs);

    /// <summary>Along which dimension padding runs that runs along one of each output.</summary>
    /// <exception cref="NetworkShapeException">That cannot be said; the message names the layer.</exception>
    internal virtual int PaddedAxis(Layer layer, int axis) => axis;

    /// <summary>Makes one tensor of several that begin with the batch dimension; they stay as they are.</summary>
    internal abstract Tensor Apply(Tensor[] outputs);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    internal static Combine Parse(string text) => Registry.Parse(text);

    /// <summary>The fault of shapes that do not fit each other.</summary>
    private protected static NetworkShapeException Unequal(Layer layer, string expected, IReadOnlyList<Shape> outputs) =>
        new(layer, $"combines outputs {expected}, got {string.Join(" and ", outputs.Distinct())}.");

    private static int ReadAxis(CallText call)
    {
        double axis = call.Number("axis", 0, absent: 0);
        return axis is >= 0 and <= byte.MaxValue && axis == Math.Floor(axis)
            ? (int)axis
            : throw new InvalidDataException($"Concat: axis is a whole number, got {CodeText.Number(axis)}.");
    }
}
