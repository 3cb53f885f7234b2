using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Native;

/// <summary>Where a network is calculated: the CPU, or the GPU that the user's context names. Safe for any thread.</summary>
internal sealed class ComputeDevice
{
    private readonly bool _isAsked;
    private readonly Lazy<Device> _device;

    /// <param name="gpuDeviceId">The index of the GPU, or null for the CPU.</param>
    /// <param name="fallsBackToCpu">Whether to take the CPU where there is no such GPU.</param>
    /// <param name="warn">Takes one line where that happens.</param>
    public ComputeDevice(int? gpuDeviceId, bool fallsBackToCpu, Action<string> warn)
    {
        _isAsked = gpuDeviceId is not null;
        _device = new Lazy<Device>(() => gpuDeviceId is int index ? Choose(index, fallsBackToCpu, warn) : CPU);
    }

    /// <summary>Whether a GPU computes. Loads libtorch only where one was asked for.</summary>
    /// <exception cref="InvalidOperationException">There is no such GPU, and the CPU was not allowed in its place.</exception>
    public bool IsGpu => _isAsked && Find().type != DeviceType.CPU;

    /// <summary>Finds the device. Loads libtorch.</summary>
    /// <exception cref="InvalidOperationException">There is no such GPU, and the CPU was not allowed in its place.</exception>
    public Device Find()
    {
        Libtorch.Load();
        return _device.Value;
    }

    private static Device Choose(int index, bool fallsBackToCpu, Action<string> warn)
    {
        int count = cuda.is_available() ? cuda.device_count() : 0;
        if (index >= 0 && index < count)
            return new Device(DeviceType.CUDA, index);

        string problem = $"GpuDeviceId is {index}, but libtorch finds "
            + $"{(count == 0 ? "no CUDA device" : $"{count} CUDA devices, counted from 0")} here.";
        if (!fallsBackToCpu)
        {
            throw new InvalidOperationException(
                $"{problem} Reference TorchSharp-cuda-linux or -windows in place of TorchSharp-cpu and install NVIDIA's driver; or set "
                + "FallbackToCpu to true, or GpuDeviceId to null, to calculate on the CPU.");
        }

        warn($"{problem} FallbackToCpu is true, so the network is calculated on the CPU.");
        return CPU;
    }
}
