"""What people bring to the posts before voting day. Invented, shaped like shared/facts.md."""

from dataclasses import dataclass

from incidents.states import Urgency
from roster.models import InstitutionKind as K


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of problem: how it is told, who can solve it, how it ends."""

    category: str
    description: str
    institution: K
    answer: str
    outcome: str
    urgency: Urgency = Urgency.NORMAL
    at_tps: bool = False


CASES = [
    Case("hak-pilih", "Warga belum menerima surat pemberitahuan memilih (C.Pemberitahuan) padahal "
         "namanya ada di DPT daring.", K.KPU,
         "PPS sudah mengantarkan surat pemberitahuan ke rumah warga.",
         "Surat pemberitahuan diterima warga.", at_tps=True),
    Case("hak-pilih", "Satu keluarga terdaftar di TPS yang berbeda-beda dan minta disatukan.",
         K.KPU, "Perubahan TPS tidak dapat lagi dilakukan; warga diberi penjelasan.",
         "Warga memilih di TPS masing-masing."),
    Case("hak-pilih", "Pemilih pemula belum punya KTP-el dan bertanya apakah bisa memilih.",
         K.DUKCAPIL, "KTP-el sudah dicetak dan dapat diambil.", "KTP-el diterima pemilih."),
    Case("hak-pilih", "Nama anggota keluarga yang sudah meninggal masih tercantum di DPT.",
         K.KPU, "Ditandai tidak memenuhi syarat pada salinan DPT di TPS.",
         "Data ditandai oleh KPPS.", at_tps=True),
    Case("kampanye", "Spanduk masih terpasang di tiang listrik dan pagar sekolah pada masa tenang.",
         K.SATPOL_PP, "Spanduk sudah diturunkan bersama Panwaslu.",
         "Alat peraga dibersihkan."),
    Case("kampanye", "Baliho roboh menutup trotoar sehingga pejalan kaki turun ke jalan.",
         K.SATPOL_PP, "Baliho sudah diangkut.", "Trotoar sudah bisa dilalui.", Urgency.URGENT),
    Case("kampanye", "Warga melaporkan pembagian paket sembako yang disertai ajakan memilih.",
         K.BAWASLU, "Laporan diregistrasi dan sedang diperiksa Bawaslu.",
         "Diteruskan ke Bawaslu sebagai dugaan pelanggaran.", Urgency.URGENT),
    Case("netralitas", "Unggahan seorang pegawai di grup warga dinilai mengajak memilih peserta "
         "tertentu.", K.BAWASLU, "Laporan diterima untuk kajian awal.",
         "Diteruskan ke Bawaslu."),
    Case("logistik", "Jumlah bilik suara yang tiba di gudang kelurahan kurang dari daftar.",
         K.KPU, "Kekurangan bilik suara sudah dikirim.", "Logistik lengkap.", Urgency.URGENT),
    Case("logistik", "Beberapa lembar surat suara ditemukan rusak saat pelipatan.", K.KPU,
         "Surat suara pengganti sudah dikirim.", "Surat suara rusak diganti.", Urgency.URGENT),
    Case("lokasi-tps", "Lokasi TPS tergenang setelah hujan semalam, tenda belum bisa dipasang.",
         K.BPBD, "Genangan sudah dipompa, lokasi kering.", "TPS dapat didirikan.",
         Urgency.URGENT, at_tps=True),
    Case("lokasi-tps", "Akses ke TPS tidak ramah kursi roda karena ada anak tangga.", K.KPU,
         "KPPS menyiapkan bidang miring dari papan.", "Akses sudah disiapkan.", at_tps=True),
    Case("lokasi-tps", "Pemilik rumah keberatan garasinya dipakai sebagai TPS.", K.KPU,
         "TPS dipindahkan ke balai RW di dekatnya.", "Lokasi TPS dipindahkan.", at_tps=True),
    Case("listrik-internet", "Listrik di calon lokasi TPS sering padam pada sore hari.", K.OTHER,
         "", "Pengurus RW menyiapkan genset.", at_tps=True),
    Case("listrik-internet", "Sinyal seluler lemah, petugas khawatir tidak bisa mengirim foto "
         "formulir.", K.OTHER, "", "Disiapkan titik Wi-Fi di balai warga.", at_tps=True),
    Case("kesehatan", "Anggota KPPS mengeluh sesak napas setelah bimbingan teknis.", K.DINKES,
         "Sudah diperiksa di puskesmas dan boleh pulang.", "Petugas sudah pulih.",
         Urgency.EMERGENCY),
    Case("kesehatan", "Permintaan pemeriksaan kesehatan untuk calon anggota KPPS lanjut usia.",
         K.DINKES, "Pemeriksaan dijadwalkan di puskesmas kelurahan.", "Pemeriksaan selesai."),
    Case("keamanan", "Dua kelompok pendukung bersitegang di depan posko kampanye.", K.POLRES,
         "Personel sudah di lokasi, situasi terkendali.", "Kedua pihak berdamai.",
         Urgency.EMERGENCY),
    Case("keamanan", "Warga minta patroli malam di gudang penyimpanan kotak suara.", K.POLRES,
         "Patroli ditambahkan pada malam hari.", "Patroli berjalan."),
    Case("hoaks", "Pesan berantai menyebut jam pencoblosan dimajukan.", K.KPU,
         "Klarifikasi sudah disebarkan melalui RT dan RW.", "Warga mendapat penjelasan."),
    Case("pertanyaan", "Warga bertanya cara pindah memilih karena sedang bertugas di luar kota.",
         K.OTHER, "", "Warga sudah mendapat penjelasan di posko."),
    Case("pertanyaan", "Pengurus RT bertanya jam buka TPS dan syarat dokumen yang dibawa.",
         K.OTHER, "", "Pertanyaan dijawab di posko."),
    Case("lainnya", "Suara pengeras dari acara di dekat gudang logistik mengganggu petugas.",
         K.SATPOL_PP, "Panitia acara sudah mengecilkan suara.", "Gangguan berhenti."),
    Case("penghitungan", "Petugas meminta penjelasan cara mengisi formulir C.Hasil.", K.KPU,
         "Bimbingan tambahan sudah diberikan.", "KPPS sudah mengerti."),
]  # fmt: skip
