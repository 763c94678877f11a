Console.WriteLine("ifexlist");
