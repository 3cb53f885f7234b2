using System.Globalization;
using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>Looks for what keeps a network from learning, once an epoch, and says each thing once.</summary>
/// <param name="network">The network.</param>
/// <param name="context">Takes what is found.</param>
/// <param name="known">What was found and said before.</param>
internal sealed class GradientInspector(BuiltNetwork network, TrainingContext context, IEnumerable<TrainingFinding> known)
{
    private const double Vanishing = 1e-8, Exploding = 1e3;

    private readonly List<TrainingFinding> _findings = [.. known];

    public IReadOnlyList<TrainingFinding> Findings => _findings;

    /// <summary>
    /// Looks at the gradients of a batch, before they are used, and at what its rows make of each unit. Leaves the network in
    /// scoring mode.
    /// </summary>
    public void Inspect(int epoch, Tensor features)
    {
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
        {
            foreach ((string name, TorchSharp.Modules.Parameter parameter) in network.Module.named_parameters())
            {
                if (parameter.requires_grad && parameter.grad is Tensor gradient)
                    Inspect(epoch, name, parameter, gradient);
            }
        }

        network.Module.eval(); // In training mode, a batch normalisation would add these rows to its running means a second time.
        LayerProbe.Run(network.Module, features, (name, module, output) => InspectUnits(epoch, name, module, output));
    }

    private void Inspect(int epoch, string name, Tensor weight, Tensor gradient)
    {
        double size = gradient.norm().item<float>(), against = weight.norm().item<float>();
        if (!double.IsFinite(size))
        {
            Say(epoch, FindingKind.NonFiniteGradient, name, $"the gradient of {name} is not finite; lower the learning rate or clip.");
            return;
        }

        // A bias begins at zero, so its gradient has no size to be compared with.
        if (weight.dim() < 2 || against == 0)
            return;

        double ratio = size / against;
        if (ratio < Vanishing)
            Say(epoch, FindingKind.VanishingGradient, name,
                Text($"the gradient of {name} vanishes: {ratio:0.0e0} of its weights; ")
                + "try another activation or initialiser, a normalisation, or fewer layers.");
        else if (ratio > Exploding)
            Say(epoch, FindingKind.ExplodingGradient, name,
                Text($"the gradient of {name} explodes: {ratio:0.0e0} times its weights; ")
                + "clip it, lower the learning rate, or normalise the features.");
    }

    private void InspectUnits(int epoch, string name, nn.Module module, Tensor output)
    {
        if (output.dim() < 2 || !module.parameters(recurse: false).Any())
            return;

        // A dense layer has its units along the last dimension, also over steps of time. Other layers have channels along the second.
        long axis = module is DenseModule or TorchSharp.Modules.Linear ? output.dim() - 1 : 1;
        using Tensor units = output.transpose(0, axis).flatten(1);
        long dead = units.Is(0).all(1).sum().item<long>();
        if (dead > 0)
        {
            string layer = LayerProbe.Describe(name, module);
            Say(epoch, FindingKind.DeadUnits, name,
                Text($"{dead} of {units.size(0)} units of {layer} are dead: 0 for all {output.size(0)} rows of a batch; ")
                + "lower the learning rate or try LeakyRelu.");
        }
    }

    private void Say(int epoch, FindingKind kind, string name, string message)
    {
        if (_findings.Any(finding => finding.Kind == kind && finding.Name == name))
            return;

        var finding = new TrainingFinding(epoch, kind, name, message);
        _findings.Add(finding);
        context.Warn(finding.ToString());
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
