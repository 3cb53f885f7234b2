using MLFlux.Construction;

namespace MLFlux;

/// <summary>
/// How a pretrained network is fine-tuned: first the head alone, over a body that stays as it is, then all of it, the body at a lower
/// rate. Source: Howard and Ruder, "Universal Language Model Fine-tuning for Text Classification", 2018.
/// </summary>
/// <remarks>
/// <para>While the head learns, what the body makes of a row is computed once. Its epochs come before those of
/// <see cref="NeuralNetworkOptions.Epochs"/>, with the learning rate of the optimizer and without the schedule.</para>
/// <para>Immutable, and safe for any thread.</para>
/// </remarks>
public sealed record FineTuning
{
    /// <summary>Names the body and how it learns.</summary>
    /// <param name="body">The body: the beginning of its weights' names, as in <see cref="FrozenLayer"/>; <c>0</c> for a chain's first
    /// layer.</param>
    /// <param name="headEpochs">For how many epochs the head learns alone, at least 1.</param>
    /// <param name="bodyRate">What the learning rate is multiplied by for the body afterwards, greater than 0.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public FineTuning(string body = "0", int headEpochs = 1, double bodyRate = 0.1)
    {
        ArgumentException.ThrowIfNullOrEmpty(body);
        Body = body;
        HeadEpochs = ArgumentChecks.AtLeastOne(headEpochs);
        BodyRate = ArgumentChecks.That(bodyRate, bodyRate > 0, "greater than 0");
    }

    /// <summary>The beginning of the names of the body's weights.</summary>
    public string Body { get; }

    /// <summary>For how many epochs the head learns alone.</summary>
    public int HeadEpochs { get; }

    /// <summary>What the learning rate is multiplied by for the body when all learn.</summary>
    public double BodyRate { get; }

    /// <summary>As it is written in code.</summary>
    internal string ToCode() =>
        $"new FineTuning({CodeText.Text(Body)}, headEpochs: {CodeText.Number(HeadEpochs)}, bodyRate: {CodeText.Number(BodyRate)})";
}
