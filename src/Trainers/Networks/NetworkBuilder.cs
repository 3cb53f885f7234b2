using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>
/// Makes the module of a description: hands its layers their parameters, all of them views of one flat tensor, so that an
/// optimizer updates every weight at once, and the random numbers of the seed.
/// </summary>
/// <remarks>Random numbers come from the seed alone; libtorch's generator, which is global to the process, is not touched.</remarks>
internal sealed class NetworkBuilder
{
    private readonly Tensor _flat;
    private readonly Random _random;
    private readonly List<Parameter> _learned = [];
    private int _used;

    private NetworkBuilder(Tensor flat, int seed)
    {
        _flat = flat;
        _random = new Random(seed);
    }

    /// <summary>Builds a network with fresh weights on the CPU, in training mode.</summary>
    public static BuiltNetwork Build(Layer network, Shape inputShape, int seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(inputShape);
        network.OutputShape(inputShape); // A shape that does not fit is said before native code loads.
        Libtorch.Load();

        using DisposeScope scope = NewDisposeScope();
        Tensor flat = zeros(network.ParameterCount(inputShape));
        var builder = new NetworkBuilder(flat, seed);
        nn.Module<Tensor, Tensor> module = network.CreateModule(inputShape, builder);
        flat.DetachFromDisposeScope();
        return new BuiltNetwork(module, flat, builder._learned);
    }

    /// <summary>The learned parameter that a layer declares, filled with its first values; a view of the flat tensor.</summary>
    public Parameter Parameter(ParameterDeclaration declaration)
    {
        Tensor values = _flat.narrow(0, _used, declaration.Size);
        _used += declaration.Size;
        Fill(values, declaration);
        var parameter = new Parameter(values.view(Dimensions(declaration.Shape)).detach());
        parameter.DetachFromDisposeScope();
        _learned.Add(parameter);
        return parameter;
    }

    /// <summary>The buffer that a layer declares (saved but not learned), filled with its first values.</summary>
    public Tensor Buffer(ParameterDeclaration declaration)
    {
        Tensor values = empty(declaration.Size);
        Fill(values, declaration);
        return values.view(Dimensions(declaration.Shape)).DetachFromDisposeScope();
    }

    /// <summary>A source of random numbers for a layer that is random in training. The layer's module owns it.</summary>
    public Generator CreateGenerator() => new((ulong)_random.NextInt64());

    private void Fill(Tensor values, ParameterDeclaration declaration)
    {
        var numbers = new float[declaration.Size];
        declaration.Initializer.Fill(numbers, declaration.Shape, declaration.FanIn, declaration.FanOut, _random);
        values.copy_(tensor(numbers));
    }

    private static long[] Dimensions(Shape shape) => [.. shape.Select(d => (long)d)];
}
