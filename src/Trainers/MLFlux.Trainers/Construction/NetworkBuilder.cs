using System.Globalization;
using System.Runtime.InteropServices;
using MLFlux.Native;
using MLFlux.Seeds;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

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
    private readonly List<double> _rateFactors = [];
    private readonly List<SeededGenerator> _generators = [];
    private long _used;
    private PaddingMask? _declared;

    private readonly bool _fills;

    private NetworkBuilder(Tensor flat, int seed, bool fills)
    {
        _flat = flat;
        _random = new Random(seed);
        _fills = fills;
    }

    /// <summary>Builds a network with fresh weights, in training mode, on a device: the CPU, if none is given.</summary>
    public static BuiltNetwork Build(Layer network, Shape inputShape, int seed, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(inputShape);
        network.OutputShape(inputShape); // A shape that does not fit is said before native code loads.
        PaddingFlow.Check(network, inputShape);
        NetworkPreparation.Check(network, inputShape);
        Libtorch.Load();

        using NativeWork.Lease work = NativeWork.Begin();
        using DisposeScope scope = NewDisposeScope();
        long weights = network.ParameterCount(inputShape);
        try
        {
            return Build(network, inputShape, zeros(weights, device: device), seed, fills: true);
        }
        catch (ExternalException fault) when (LibtorchMemory.IsOutOfMemory(fault))
        {
            throw LibtorchMemory.Explained(
                fault, string.Create(CultureInfo.InvariantCulture, $"building a network of {weights:N0} weights"),
                "Make its layers smaller.");
        }
    }

    /// <summary>
    /// Builds the same network again over the same weights, for another thread to compute gradients with. What one of them
    /// learns, the other has; buffers are each one's own, and begin as the other's are now.
    /// </summary>
    /// <param name="network">The description that <paramref name="original"/> was built from.</param>
    /// <param name="inputShape">The shape it was built for.</param>
    /// <param name="original">The network whose weights are shared.</param>
    /// <param name="seed">Decides the replica's own random numbers, such as dropout's.</param>
    public static BuiltNetwork Replicate(Layer network, Shape inputShape, BuiltNetwork original, int seed)
    {
        using DisposeScope scope = NewDisposeScope();
        using var noGradients = no_grad();
        BuiltNetwork replica = Build(network, inputShape, original.Parameters.detach(), seed, fills: false);
        foreach ((Tensor to, Tensor from) in replica.Module.buffers().Zip(original.Module.buffers()))
            to.copy_(from);
        return replica;
    }

    private static BuiltNetwork Build(Layer network, Shape inputShape, Tensor flat, int seed, bool fills)
    {
        var builder = new NetworkBuilder(flat, seed, fills);
        nn.Module<Tensor, Tensor> module = network.CreateModule(inputShape, builder);
        flat.DetachFromDisposeScope();
        return new BuiltNetwork(module, flat, builder._learned, builder._rateFactors, builder._generators);
    }

    /// <summary>
    /// The mask of the padding that the layer to be made next takes, and the dimension along which the padding runs; null where it
    /// takes none.
    /// </summary>
    public (PaddingMask Mask, int Axis)? Padding { get; private set; }

    /// <summary>Lets the layers behind the one that is being made know of padding.</summary>
    /// <param name="mask">The mask, which the module of that layer writes and owns.</param>
    public PaddingMask DeclarePadding(PaddingMask mask) => _declared = mask;

    /// <summary>Makes the modules of layers within another.</summary>
    /// <param name="children">The layers.</param>
    /// <param name="isChain">Whether each takes what the one before gives, or all of them what the other layer takes.</param>
    public IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> CreateModules(IEnumerable<LayerChild> children, bool isChain)
    {
        (PaddingMask, int)? before = Padding;
        var modules = new List<(string, nn.Module<Tensor, Tensor>)>();
        foreach (LayerChild child in children)
        {
            modules.Add((child.Name, child.Layer.CreateModule(child.Input, this)));
            int? axis = child.Layer.PaddedAxis(child.Input, Padding?.Axis);
            Padding = !isChain ? before : axis is int padded ? (Padding?.Mask ?? _declared!, padded) : null;
        }

        Padding = before;
        return modules;
    }

    /// <summary>The learned parameter that a layer declares, filled with its first values; a view of the flat tensor.</summary>
    public Parameter Parameter(ParameterDeclaration declaration) => Parameter(declaration, zeros: null);

    /// <summary>The same, of whose values a range, in the parameter's own order, begins as zeros.</summary>
    public Parameter Parameter(ParameterDeclaration declaration, Range? zeros) =>
        Parameter(declaration, values => Fill(values, declaration, zeros));

    /// <summary>The same with first values that follow from those of other parameters.</summary>
    public Parameter Parameter(ParameterDeclaration declaration, Func<Tensor> first) => Parameter(declaration, values =>
    {
        using var noGradients = no_grad();
        values.copy_(first().view(-1));
    });

    private Parameter Parameter(ParameterDeclaration declaration, Action<Tensor> fill)
    {
        Tensor values = _flat.narrow(0, _used, declaration.Size);
        _used += declaration.Size;
        if (_fills)
            fill(values);
        var parameter = new Parameter(values.view(Dimensions(declaration.Shape)).detach());
        parameter.DetachFromDisposeScope();
        _learned.Add(parameter);
        _rateFactors.Add(declaration.RateFactor);
        return parameter;
    }

    /// <summary>The buffer that a layer declares (saved but not learned), filled with its first values.</summary>
    public Tensor Buffer(ParameterDeclaration declaration)
    {
        Tensor values = empty(declaration.Size, device: _flat.device);
        Fill(values, declaration);
        return values.view(Dimensions(declaration.Shape)).DetachFromDisposeScope();
    }

    /// <summary>
    /// Takes over a module that made its own parameters: their values, and later their memory, become parts of the flat tensor.
    /// </summary>
    public nn.Module<Tensor, Tensor> Adopt(ModuleLayer layer, Func<nn.Module<Tensor, Tensor>> create)
    {
        long seed = _random.NextInt64();
        using var random = new GlobalRandom(seed);
        using DisposeScope scope = NewDisposeScope();
        nn.Module<Tensor, Tensor> module = create();
        scope.Detach(scope.DisposablesView.ToArray()); // What it made is its own, registered or not.
        module.to(_flat.device);
        _generators.Add(new SeededGenerator(Generator.Default, seed));
        using var noGradients = no_grad();
        foreach ((_, Parameter parameter) in UserModule.Learned(module))
        {
            if (_used + parameter.numel() > _flat.numel())
                throw new InvalidOperationException(
                    $"{layer}: its module has more parameters than one that it made before. Let them depend on the settings and the shape "
                    + "alone.");
            Tensor values = _flat.narrow(0, _used, parameter.numel()).view(parameter.shape);
            _used += parameter.numel();
            if (_fills)
                values.copy_(parameter);
            parameter.set_(values); // The same parameter, over other memory: whoever holds it goes on with it.
            _learned.Add(parameter);
            _rateFactors.Add(1);
        }

        return module;
    }

    /// <summary>A source of random numbers for a layer that is random in training. The layer's module owns it.</summary>
    public Generator CreateGenerator()
    {
        long seed = _random.NextInt64();
        var generator = new Generator((ulong)seed);
        _generators.Add(new SeededGenerator(generator, seed));
        return generator;
    }

    private void Fill(Tensor values, ParameterDeclaration declaration, Range? zeros = null)
    {
        var numbers = new float[declaration.Size];
        declaration.Initializer.Fill(numbers, declaration.Shape, declaration.FanIn, declaration.FanOut, _random);
        if (zeros is Range range)
            numbers.AsSpan(range).Clear();
        values.copy_(tensor(numbers));
    }

    private static long[] Dimensions(Shape shape) => [.. shape.Select(d => (long)d)];
}
