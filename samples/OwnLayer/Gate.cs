using System.Text.Json.Nodes;
using MLFlux;
using static TorchSharp.torch;

namespace OwnLayer;

/// <summary>A layer of one's own: values pass a gate that opens and closes by all of them, x · σ(s · (W x + b)).</summary>
/// <param name="Steepness">How sharply the gate opens.</param>
internal sealed record Gate(double Steepness) : ModuleLayer
{
    /// <summary>Makes the layer from what <see cref="WriteSettings"/> wrote.</summary>
    public static Gate Read(JsonObject settings) => new(settings["steepness"]!.GetValue<double>());

    public override Shape OutputShape(Shape input) =>
        input.Rank == 1 ? input : throw new NetworkShapeException($"{this} expects a vector, got {input}.");

    protected override nn.Module<Tensor, Tensor> CreateModule(Shape input) => new Module(input.Size, Steepness);

    protected override void WriteSettings(JsonObject settings) => settings["steepness"] = Steepness;

    private sealed class Module : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear opening;
        private readonly float _steepness;

        public Module(int width, double steepness)
            : base(nameof(Gate))
        {
            opening = nn.Linear(width, width);
            _steepness = (float)steepness;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using Tensor steepness = tensor(_steepness);
            return input * opening.call(input).mul(steepness).sigmoid();
        }
    }
}
